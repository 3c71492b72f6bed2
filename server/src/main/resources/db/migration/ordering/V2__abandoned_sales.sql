-- A sale whose answer never came and which was then given up: its id is dead, whatever may still be
-- on its way.
CREATE TABLE ordering.abandoned_sale (
  order_id      uuid PRIMARY KEY,
  at            timestamptz NOT NULL,
  operator_id   uuid NOT NULL,
  operator_name text NOT NULL,
  terminal_id   uuid NOT NULL
);
