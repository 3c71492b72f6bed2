-- Names are sealed from here on, in this room and nowhere else. The plain ones wait in a table of
-- their own for the server, which seals them before anybody is let in, and empties the table.
CREATE TABLE identity.plain_name AS
  SELECT operator_id, sign_in_name, name FROM identity.operator;

DROP VIEW identity.v_operator;
DROP INDEX identity.operator_sign_in_name;
ALTER TABLE identity.operator
  DROP COLUMN sign_in_name,
  DROP COLUMN name,
  ADD COLUMN sign_in_name  bytea,
  ADD COLUMN sign_in_index bytea CHECK (length(sign_in_index) = 32),
  ADD COLUMN name          bytea;
CREATE UNIQUE INDEX operator_sign_in_index ON identity.operator (sign_in_index);
-- Old rows are checked when the server seals them.
ALTER TABLE identity.operator ADD CONSTRAINT names_are_sealed
  CHECK (sign_in_name IS NOT NULL AND sign_in_index IS NOT NULL AND name IS NOT NULL) NOT VALID;
-- A dropped column stays in the file until the table is written anew.
CLUSTER identity.operator USING operator_pkey;

-- Names that operators had: the audit log tells of them by marks, which these explain.
CREATE TABLE identity.former_name (
  former_name_id uuid PRIMARY KEY,
  operator_id    uuid NOT NULL REFERENCES identity.operator,
  name           bytea NOT NULL,
  until          timestamptz NOT NULL
);
CREATE INDEX former_name_of ON identity.former_name (operator_id);

-- Failures by the name that was typed: by its blind index now. They are hours old at most.
DELETE FROM identity.failed_proof WHERE whose = 'OPERATOR';
