CREATE INDEX passage_by_receipt ON admission.passage USING brin (received_at)
  WITH (autosummarize = on);

-- Lines of reports in the order of time, page by page.
CREATE INDEX passage_by_time ON admission.passage (business_day, passed_at, request_id, nth);
DROP INDEX admission.passage_by_day;

-- For reports: gates by the name that they have now, and conflicts by the time they were found.
CREATE VIEW admission.v_gates AS SELECT gate_id, no, name FROM admission.gate;
CREATE VIEW admission.v_conflicts AS
SELECT c.request_id, c.nth, c.kind, c.found_at, p.business_day
FROM admission.conflict c JOIN admission.passage p USING (request_id, nth);
