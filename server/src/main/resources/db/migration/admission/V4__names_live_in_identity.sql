-- Operators are known by id; their names are identity's. Passages by hand are told apart by the
-- order to open, which knows who gave it. What gates wrote in their journals stays as they wrote
-- it: the journal is a chain.
DROP VIEW admission.v_passages;
ALTER TABLE admission.passage ADD COLUMN released_by uuid;
UPDATE admission.passage p SET released_by = m.operator_id
FROM admission.manual_release m WHERE m.order_id = p.request_id AND p.by_name IS NOT NULL;
ALTER TABLE admission.passage DROP COLUMN by_name;
ALTER TABLE admission.correction DROP COLUMN operator_name;
ALTER TABLE admission.manual_release DROP COLUMN operator_name;
UPDATE admission.feed SET body = regexp_replace(body, '"by":"[^"]*"', '"by":""')
WHERE body LIKE '%"kind":"OPEN_ORDER"%';
UPDATE admission.feed_news SET body = regexp_replace(body, '"by":"[^"]*"', '"by":""')
WHERE body LIKE '%"kind":"OPEN_ORDER"%';
-- What was dropped or replaced stays in the file until the table is written anew.
CLUSTER admission.passage USING passage_pkey;
CLUSTER admission.correction USING correction_pkey;
CLUSTER admission.manual_release USING manual_release_pkey;
CLUSTER admission.feed USING feed_pkey;
CLUSTER admission.feed_news USING feed_news_pkey;

-- For reports: one row for each person who passed.
CREATE VIEW admission.v_passages AS
SELECT p.request_id, p.nth, p.gate_id, p.gate_no, g.name AS gate_name, p.checkpoint_no,
       p.ticket_no, p.product_no, p.kind,
       p.kind IN ('FIRST', 'REENTRY', 'MANUAL', 'UNTICKETED_IN') AS inbound,
       p.passed_at AS at, p.received_at, p.business_day, p.decided_by, p.late, p.adjustment,
       p.conflict, p.reason, p.released_by
FROM admission.passage p LEFT JOIN admission.gate g USING (gate_id);
