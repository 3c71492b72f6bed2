-- Keys of sealed fields. Each is wrapped under the master key; what is RETIRED was destroyed, after
-- every value under it had been sealed anew.
CREATE TABLE vault.data_key (
  key_id      integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  state       text NOT NULL CHECK (state IN ('ACTIVE', 'RETIRING', 'RETIRED')),
  master      text NOT NULL CHECK (master IN ('KEYSTORE', 'TOKEN')),
  wrapped     bytea,
  created_at  timestamptz NOT NULL,
  retiring_at timestamptz,
  retired_at  timestamptz,
  CHECK ((state = 'RETIRED') = (wrapped IS NULL)),
  CHECK ((state = 'RETIRED') = (retired_at IS NOT NULL)),
  CHECK ((state = 'ACTIVE') = (retiring_at IS NULL))
);
CREATE UNIQUE INDEX data_key_active ON vault.data_key (state) WHERE state = 'ACTIVE';

-- The key of blind indexes, wrapped under the keystore's master key always: people sign in while a
-- token is away. The audit log refers to its results for ever, so there is only this one.
CREATE TABLE vault.index_key (
  only_one   boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  wrapped    bytea NOT NULL,
  created_at timestamptz NOT NULL
);
