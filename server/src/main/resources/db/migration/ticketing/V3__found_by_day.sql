-- Rows stand in the order of their days, so a block range index is enough and costs a sale nothing.
CREATE INDEX ticket_by_day ON ticketing.ticket USING brin (business_day) WITH (autosummarize = on);
CREATE INDEX ticket_by_visit ON ticketing.ticket USING brin (visit_day) WITH (autosummarize = on);
CREATE INDEX ticket_event_by_time ON ticketing.ticket_event USING brin (at)
  WITH (autosummarize = on);

-- A refund finds the tickets that it has locked.
CREATE INDEX ticket_locked ON ticketing.ticket (lock_id) WHERE lock_id IS NOT NULL;

-- For reports: what happened to tickets that were sold, by time.
CREATE VIEW ticketing.v_ticket_changes AS
SELECT ticket_no, at, kind FROM ticketing.ticket_event;
