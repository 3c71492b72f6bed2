-- How many places there are on every day that has no number of its own.
CREATE TABLE capacity.standing (
  place_pool_id uuid    NOT NULL,
  slot          integer NOT NULL CHECK (slot >= 0),
  capacity      integer NOT NULL CHECK (capacity >= 0),
  PRIMARY KEY (place_pool_id, slot)
);

-- Places of a pool on a day, in a slot (0: the whole day). Never oversold: the last guard is here.
-- Days come into being when they get a number of their own or when the first place is claimed.
CREATE TABLE capacity.place (
  place_pool_id uuid    NOT NULL,
  day           date    NOT NULL,
  slot          integer NOT NULL CHECK (slot >= 0),
  capacity      integer NOT NULL CHECK (capacity >= 0),
  own_number    boolean NOT NULL DEFAULT false,
  held          integer NOT NULL DEFAULT 0 CHECK (held >= 0),
  sold          integer NOT NULL DEFAULT 0 CHECK (sold >= 0),
  PRIMARY KEY (place_pool_id, day, slot),
  CONSTRAINT never_oversold CHECK (held + sold <= capacity)
);

-- A claim on places through its whole life.
CREATE TABLE capacity.claim (
  hold_id       uuid        PRIMARY KEY,
  place_pool_id uuid        NOT NULL,
  day           date        NOT NULL,
  slot          integer     NOT NULL,
  heads         integer     NOT NULL CHECK (heads > 0),
  state         text        NOT NULL
                CHECK (state IN ('HELD', 'SOLD', 'RELEASED', 'EXPIRED', 'RETURNED')),
  -- Of the heads sold, how many were refunded, and of those how many places went back (R20).
  returned      integer     NOT NULL DEFAULT 0,
  freed         integer     NOT NULL DEFAULT 0,
  expires_at    timestamptz NOT NULL,
  FOREIGN KEY (place_pool_id, day, slot) REFERENCES capacity.place,
  CONSTRAINT returns_are_of_sold CHECK (0 <= freed AND freed <= returned AND returned <= heads)
);

CREATE INDEX claim_by_place ON capacity.claim (place_pool_id, day, slot);
CREATE INDEX claim_to_expire ON capacity.claim (expires_at) WHERE state = 'HELD';

-- For reports.
CREATE VIEW capacity.v_place AS
  SELECT place_pool_id, day, slot, capacity, held, sold, capacity - held - sold AS remaining
  FROM capacity.place;
