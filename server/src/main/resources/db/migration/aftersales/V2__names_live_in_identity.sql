-- Operators are known by id; their names are identity's.
DROP VIEW aftersales.v_refund_lines;
ALTER TABLE aftersales.refund
  DROP COLUMN requested_name, DROP COLUMN decided_name, DROP COLUMN executed_name;
-- A dropped column stays in the file until the table is written anew.
CLUSTER aftersales.refund USING refund_pkey;

-- For reports: one row for each ticket refunded, dated on the day the money went out (R19).
CREATE VIEW aftersales.v_refund_lines AS
SELECT r.request_id, r.order_id, r.order_no, t.line_no, t.ticket_no,
       r.execution_day AS business_day, r.executed_at AS at,
       t.product_id, t.version_id AS product_version_id, t.product_no, t.product_version,
       t.product_zh, t.product_en,
       r.executed_by AS operator_id,
       r.execution_terminal AS terminal_id, r.execution_shift AS shift_id,
       r.channel, r.tender, r.ground,
       1 AS quantity, 1 AS tickets, t.heads,
       t.amount_minor, t.fee_minor, t.paid_minor, r.currency,
       r.requested_by, r.decided_by
FROM aftersales.refund r
JOIN aftersales.refund_ticket t USING (request_id)
WHERE r.state = 'DONE';
