-- What was done or refused. before and after are JSON kept as the very text that was hashed.
CREATE TABLE audit.entry (
  entry_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at           timestamptz NOT NULL,
  actor_kind   text NOT NULL CHECK (actor_kind IN ('OPERATOR', 'DEVICE', 'SYSTEM', 'ANONYMOUS')),
  actor_id     uuid,
  actor_name   text NOT NULL,
  terminal_id  uuid,
  action       text NOT NULL,
  subject_type text NOT NULL,
  subject_id   text NOT NULL,
  before       text,
  after        text,
  refusal      text
);
CREATE INDEX entry_by_actor ON audit.entry (actor_id, entry_id) WHERE actor_id IS NOT NULL;
CREATE INDEX entry_by_subject ON audit.entry (subject_type, subject_id, entry_id);
CREATE INDEX entry_by_action ON audit.entry (action text_pattern_ops, entry_id);
CREATE INDEX entry_by_time ON audit.entry (at);

-- Entries that the chainer has not linked yet: written with them, removed when they are linked.
CREATE TABLE audit.unchained (
  entry_id bigint PRIMARY KEY
);

-- The chain. entry_hash seals one entry; chain_hash seals all entries up to it, in this order.
CREATE TABLE audit.link (
  sequence   bigint PRIMARY KEY CHECK (sequence > 0),
  entry_id   bigint NOT NULL UNIQUE,
  entry_hash bytea NOT NULL CHECK (length(entry_hash) = 32),
  chain_hash bytea NOT NULL CHECK (length(chain_hash) = 32)
);

CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log only appends: % of %.% refused',
    TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME;
END
$$;

CREATE TRIGGER only_append BEFORE UPDATE OR DELETE ON audit.entry
  FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER only_append BEFORE UPDATE OR DELETE ON audit.link
  FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
