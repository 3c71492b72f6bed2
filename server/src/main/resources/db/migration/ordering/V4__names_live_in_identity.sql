-- Operators are known by id; their names are identity's.
DROP VIEW ordering.v_sale_lines;
ALTER TABLE ordering.sale_order DROP COLUMN operator_name;
ALTER TABLE ordering.order_void DROP COLUMN operator_name;
ALTER TABLE ordering.parked_cart DROP COLUMN operator_name;
ALTER TABLE ordering.abandoned_sale DROP COLUMN operator_name;
-- A dropped column stays in the file until the table is written anew.
CLUSTER ordering.sale_order USING sale_order_pkey;
CLUSTER ordering.order_void USING order_void_pkey;
CLUSTER ordering.parked_cart USING parked_cart_pkey;
CLUSTER ordering.abandoned_sale USING abandoned_sale_pkey;

-- For reports: one row for each line sold, and one more, with everything negative and dated on the
-- void, for each line of a voided order. Sums over both are what was sold.
CREATE VIEW ordering.v_sale_lines AS
SELECT o.order_id, o.order_no, l.line_no, 'SALE' AS entry,
       o.business_day, o.sold_at AS at,
       l.product_id, l.version_id AS product_version_id, l.product_no, l.product_version,
       l.product_zh, l.product_en,
       o.operator_id, o.terminal_id, o.shift_id, o.channel, o.tender,
       l.quantity, l.tickets, l.heads, l.unit_minor, l.amount_minor, o.currency,
       l.visit_day, l.slot_no
FROM ordering.sale_order o
JOIN ordering.order_line l USING (order_id)
UNION ALL
SELECT o.order_id, o.order_no, l.line_no, 'VOID',
       v.business_day, v.at,
       l.product_id, l.version_id, l.product_no, l.product_version,
       l.product_zh, l.product_en,
       v.operator_id, v.terminal_id, v.shift_id, o.channel, o.tender,
       -l.quantity, -l.tickets, -l.heads, l.unit_minor, -l.amount_minor, o.currency,
       l.visit_day, l.slot_no
FROM ordering.order_void v
JOIN ordering.sale_order o USING (order_id)
JOIN ordering.order_line l USING (order_id);
