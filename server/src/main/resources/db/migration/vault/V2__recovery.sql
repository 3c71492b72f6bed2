-- The backup of keys: what several people's parts open together. One at a time; the parts of a
-- former one are worthless from the moment the next is made.
CREATE TABLE vault.recovery (
  only_one        boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  backup_id       integer NOT NULL UNIQUE,
  parts           integer NOT NULL CHECK (parts BETWEEN 2 AND 255),
  needed          integer NOT NULL CHECK (needed BETWEEN 2 AND parts),
  public_key      bytea NOT NULL,
  private_sealed  bytea NOT NULL,
  keystore_sealed bytea NOT NULL,
  made_at         timestamptz NOT NULL
);

-- Every secret under a token's master key once more, sealed for the backup's key pair.
CREATE TABLE vault.recovery_secret (
  backup_id integer NOT NULL REFERENCES vault.recovery (backup_id) ON DELETE CASCADE,
  purpose   text NOT NULL,
  sealed    bytea NOT NULL,
  PRIMARY KEY (backup_id, purpose)
);
