CREATE SEQUENCE ordering.order_number_block AS bigint START 1000000 INCREMENT 100;

-- An order (订单), keyed by the id that the client made. Times and money never change after the
-- sale; a void adds its own facts.
CREATE TABLE ordering.sale_order (
  order_id       uuid PRIMARY KEY,
  order_no       bigint NOT NULL UNIQUE,
  content_hash   bytea NOT NULL,
  state          text NOT NULL CHECK (state IN ('FULFILLED', 'VOIDED')),
  channel        text NOT NULL,
  sold_at        timestamptz NOT NULL,
  business_day   date NOT NULL,
  operator_id    uuid NOT NULL,
  operator_name  text NOT NULL,
  terminal_id    uuid NOT NULL,
  shift_id       uuid NOT NULL,
  currency       text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  total_minor    bigint NOT NULL CHECK (total_minor >= 0),
  tender         text NOT NULL,
  tendered_minor bigint NOT NULL,
  change_minor   bigint NOT NULL CHECK (change_minor >= 0),
  CHECK (tendered_minor - change_minor = total_minor)
);
CREATE INDEX sale_order_by_terminal ON ordering.sale_order (terminal_id, business_day, sold_at);
CREATE INDEX sale_order_by_day ON ordering.sale_order (business_day);

CREATE TABLE ordering.order_line (
  order_id        uuid NOT NULL REFERENCES ordering.sale_order,
  line_no         integer NOT NULL CHECK (line_no >= 1),
  product_id      uuid NOT NULL,
  version_id      uuid NOT NULL,
  product_no      integer NOT NULL,
  product_version integer NOT NULL,
  product_zh      text NOT NULL,
  product_en      text NOT NULL,
  quantity        integer NOT NULL CHECK (quantity >= 1),
  tickets         integer NOT NULL CHECK (tickets >= 1),
  heads           integer NOT NULL CHECK (heads >= 1),
  unit_minor      bigint NOT NULL CHECK (unit_minor >= 0),
  amount_minor    bigint NOT NULL CHECK (amount_minor >= 0),
  visit_day       date NOT NULL,
  slot_no         integer,
  hold_id         uuid,
  PRIMARY KEY (order_id, line_no)
);

-- A void (撤销, R14): the sale was a mistake and all of it is undone.
CREATE TABLE ordering.order_void (
  request_id    uuid PRIMARY KEY,
  order_id      uuid NOT NULL UNIQUE REFERENCES ordering.sale_order,
  at            timestamptz NOT NULL,
  business_day  date NOT NULL,
  operator_id   uuid NOT NULL,
  operator_name text NOT NULL,
  terminal_id   uuid NOT NULL,
  shift_id      uuid NOT NULL,
  reason        text NOT NULL
);
CREATE INDEX order_void_by_shift ON ordering.order_void (shift_id);

-- A parked cart (挂单). It keeps places only where places are counted.
CREATE TABLE ordering.parked_cart (
  cart_id       uuid PRIMARY KEY,
  content_hash  bytea NOT NULL,
  state         text NOT NULL CHECK (state IN ('PARKED', 'RECALLED', 'SOLD', 'DISCARDED', 'EXPIRED')),
  label         text NOT NULL,
  lines         jsonb NOT NULL,
  -- The places held, of those lines that need some.
  hold_ids      uuid[] NOT NULL,
  total_minor   bigint NOT NULL,
  operator_id   uuid NOT NULL,
  operator_name text NOT NULL,
  terminal_id   uuid NOT NULL,
  shift_id      uuid NOT NULL,
  parked_at     timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL
);
CREATE INDEX parked_cart_open ON ordering.parked_cart (expires_at) WHERE state IN ('PARKED', 'RECALLED');
CREATE INDEX parked_cart_by_shift ON ordering.parked_cart (shift_id) WHERE state IN ('PARKED', 'RECALLED');

-- For reports: one row for each line sold, and one more, with everything negative and dated on the
-- void, for each line of a voided order. Sums over both are what was sold.
CREATE VIEW ordering.v_sale_lines AS
SELECT o.order_id, o.order_no, l.line_no, 'SALE' AS entry,
       o.business_day, o.sold_at AS at,
       l.product_id, l.version_id AS product_version_id, l.product_no, l.product_version,
       l.product_zh, l.product_en,
       o.operator_id, o.operator_name, o.terminal_id, o.shift_id, o.channel, o.tender,
       l.quantity, l.tickets, l.heads, l.unit_minor, l.amount_minor, o.currency,
       l.visit_day, l.slot_no
FROM ordering.sale_order o
JOIN ordering.order_line l USING (order_id)
UNION ALL
SELECT o.order_id, o.order_no, l.line_no, 'VOID',
       v.business_day, v.at,
       l.product_id, l.version_id, l.product_no, l.product_version,
       l.product_zh, l.product_en,
       v.operator_id, v.operator_name, v.terminal_id, v.shift_id, o.channel, o.tender,
       -l.quantity, -l.tickets, -l.heads, l.unit_minor, -l.amount_minor, o.currency,
       l.visit_day, l.slot_no
FROM ordering.order_void v
JOIN ordering.sale_order o USING (order_id)
JOIN ordering.order_line l USING (order_id);
