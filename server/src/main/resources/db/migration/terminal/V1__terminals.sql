-- Approved computers and enrolled gates, and those that ask to be. public_key is X.509
-- SubjectPublicKeyInfo of a P-256 key.
CREATE TABLE terminal.terminal (
  terminal_id  uuid PRIMARY KEY,
  name         text NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('COMPUTER', 'GATE')),
  state        text NOT NULL CHECK (state IN ('REQUESTED', 'APPROVED', 'REFUSED', 'REVOKED')),
  public_key   bytea NOT NULL,
  pairing_code text,
  checkpoint   int CHECK (checkpoint IS NULL OR (checkpoint BETWEEN 1 AND 32 AND kind = 'GATE')),
  asked_at     timestamptz NOT NULL,
  asked_from   text,
  decided_at   timestamptz,
  decided_by   uuid,
  -- How far the terminal's clock was ahead of the server's at its last proof.
  skew_millis  bigint,
  version      bigint NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX terminal_pairing_code ON terminal.terminal (pairing_code)
  WHERE state = 'REQUESTED';
CREATE INDEX terminal_state ON terminal.terminal (state, name);

-- One-time codes; kept as SHA-256 only.
CREATE TABLE terminal.enrolment_code (
  code_hash   bytea PRIMARY KEY CHECK (length(code_hash) = 32),
  kind        text NOT NULL CHECK (kind IN ('COMPUTER', 'GATE')),
  checkpoint  int CHECK (checkpoint BETWEEN 1 AND 32),
  made_by     uuid NOT NULL,
  made_at     timestamptz NOT NULL,
  valid_until timestamptz NOT NULL,
  used_by     uuid REFERENCES terminal.terminal
);

CREATE VIEW terminal.v_terminal AS
  SELECT terminal_id, name, kind, state, checkpoint FROM terminal.terminal;
