-- A page of lines in the order of time reads an index, if each kind of line is asked for by itself.
CREATE VIEW ordering.v_sold_lines AS
SELECT o.order_id, o.order_no, l.line_no, 'SALE' AS entry,
       o.business_day, o.sold_at AS at,
       l.product_id, l.version_id AS product_version_id, l.product_no, l.product_version,
       l.product_zh, l.product_en,
       o.operator_id, o.terminal_id, o.shift_id, o.channel, o.tender,
       l.quantity, l.tickets, l.heads, l.unit_minor, l.amount_minor, o.currency,
       l.visit_day, l.slot_no
FROM ordering.sale_order o
JOIN ordering.order_line l USING (order_id);

CREATE VIEW ordering.v_voided_lines AS
SELECT o.order_id, o.order_no, l.line_no, 'VOID' AS entry,
       v.business_day, v.at,
       l.product_id, l.version_id AS product_version_id, l.product_no, l.product_version,
       l.product_zh, l.product_en,
       v.operator_id, v.terminal_id, v.shift_id, o.channel, o.tender,
       -l.quantity AS quantity, -l.tickets AS tickets, -l.heads AS heads, l.unit_minor,
       -l.amount_minor AS amount_minor, o.currency,
       l.visit_day, l.slot_no
FROM ordering.order_void v
JOIN ordering.sale_order o USING (order_id)
JOIN ordering.order_line l USING (order_id);

CREATE OR REPLACE VIEW ordering.v_sale_lines AS
SELECT * FROM ordering.v_sold_lines
UNION ALL
SELECT * FROM ordering.v_voided_lines;
