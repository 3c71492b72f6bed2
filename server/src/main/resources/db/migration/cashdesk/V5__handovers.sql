-- What a shift leaves to the next one at its drawer (R9). The outgoing and the incoming cashier
-- both sign before the outgoing drawer is counted; whoever opens the next shift takes it over.
CREATE TABLE cashdesk.handover (
  from_shift    uuid        PRIMARY KEY REFERENCES cashdesk.shift,
  terminal_id   uuid        NOT NULL REFERENCES cashdesk.drawer,
  leftovers     jsonb       NOT NULL,
  outgoing_id   uuid        NOT NULL,
  incoming_id   uuid        NOT NULL,
  signed_at     timestamptz NOT NULL,
  -- The one who signed, or whoever has taken it over since.
  taker_id      uuid        NOT NULL,
  to_shift      uuid        UNIQUE REFERENCES cashdesk.shift,
  CONSTRAINT signed_by_two CHECK (incoming_id <> outgoing_id)
);
CREATE UNIQUE INDEX one_handover_waits_at_a_drawer
  ON cashdesk.handover (terminal_id) WHERE to_shift IS NULL;
CREATE TRIGGER taken_handovers_stay BEFORE UPDATE OR DELETE ON cashdesk.handover
  FOR EACH ROW WHEN (OLD.to_shift IS NOT NULL) EXECUTE FUNCTION cashdesk.refuse_change();
