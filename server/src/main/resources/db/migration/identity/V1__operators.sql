-- Permissions that have been seen: what is new gets its starting roles once.
CREATE TABLE identity.permission (
  code        text PRIMARY KEY,
  known_since timestamptz NOT NULL
);

CREATE TABLE identity.role (
  role_id  uuid PRIMARY KEY,
  built_in text UNIQUE,
  name_zh  text NOT NULL,
  name_en  text NOT NULL,
  version  bigint NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX role_name_zh ON identity.role (lower(name_zh));
CREATE UNIQUE INDEX role_name_en ON identity.role (lower(name_en));

CREATE TABLE identity.role_permission (
  role_id    uuid NOT NULL REFERENCES identity.role ON DELETE CASCADE,
  permission text NOT NULL,
  PRIMARY KEY (role_id, permission)
);

-- Hashes are Argon2id in the usual text form. own_password is false while an administrator's choice
-- stands.
CREATE TABLE identity.operator (
  operator_id   uuid PRIMARY KEY,
  sign_in_name  text NOT NULL,
  name          text NOT NULL,
  password_hash text NOT NULL,
  own_password  boolean NOT NULL,
  pin_hash      text,
  disabled      boolean NOT NULL DEFAULT false,
  created_at    timestamptz NOT NULL,
  version       bigint NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX operator_sign_in_name ON identity.operator (lower(sign_in_name));

CREATE TABLE identity.operator_role (
  operator_id uuid NOT NULL REFERENCES identity.operator,
  role_id     uuid NOT NULL REFERENCES identity.role,
  PRIMARY KEY (operator_id, role_id)
);
CREATE INDEX operator_role_by_role ON identity.operator_role (role_id);

-- Wrong passwords and PINs, by the name that was typed (existing or not) and by the terminal.
CREATE TABLE identity.failed_proof (
  whose        text NOT NULL CHECK (whose IN ('OPERATOR', 'TERMINAL')),
  key          text NOT NULL,
  failures     int NOT NULL,
  last_at      timestamptz NOT NULL,
  locked_until timestamptz,
  PRIMARY KEY (whose, key)
);

-- A session of an operator or of a device. Tokens are kept as SHA-256 only; the previous one works
-- for some seconds after a renewal, for requests that were under way.
CREATE TABLE identity.session (
  session_id     uuid PRIMARY KEY,
  terminal_id    uuid NOT NULL,
  operator_id    uuid REFERENCES identity.operator,
  device_name    text,
  token_hash     bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  previous_hash  bytea CHECK (length(previous_hash) = 32),
  previous_until timestamptz,
  opened_at      timestamptz NOT NULL,
  proved_at      timestamptz NOT NULL,
  used_at        timestamptz NOT NULL,
  ends_at        timestamptz NOT NULL,
  ended_at       timestamptz,
  CHECK ((operator_id IS NULL) <> (device_name IS NULL))
);
CREATE INDEX session_previous ON identity.session (previous_hash) WHERE previous_hash IS NOT NULL;
CREATE INDEX session_terminal ON identity.session (terminal_id) WHERE ended_at IS NULL;
CREATE INDEX session_operator ON identity.session (operator_id) WHERE ended_at IS NULL;

CREATE VIEW identity.v_operator AS
  SELECT operator_id, sign_in_name, name, disabled FROM identity.operator;
