CREATE INDEX order_void_by_day ON ordering.order_void (business_day, at);

-- Lines of reports in the order of time, page by page.
CREATE INDEX sale_order_by_time ON ordering.sale_order (business_day, sold_at);
DROP INDEX ordering.sale_order_by_day;
