-- One row for each tender of an order.
CREATE TABLE payment.payment (
  payment_id     uuid        PRIMARY KEY,
  order_id       uuid        NOT NULL,
  number         integer     NOT NULL CHECK (number > 0),
  kind           text        NOT NULL,
  state          text        NOT NULL CHECK (state IN ('INIT', 'PENDING', 'SUCCESS', 'FAILED')),
  amount_minor   bigint      NOT NULL CHECK (amount_minor > 0),
  received_minor bigint      NOT NULL,
  change_minor   bigint GENERATED ALWAYS AS (received_minor - amount_minor) STORED,
  refunded_minor bigint      NOT NULL DEFAULT 0,
  shift_id       uuid        NOT NULL,
  operator_id    uuid        NOT NULL,
  terminal_id    uuid        NOT NULL,
  business_day   date        NOT NULL,
  paid_at        timestamptz NOT NULL,
  UNIQUE (order_id, number),
  CONSTRAINT change_is_not_negative CHECK (received_minor >= amount_minor),
  CONSTRAINT refunded_of_paid
    CHECK (refunded_minor BETWEEN 0 AND amount_minor
           AND (refunded_minor = 0 OR state = 'SUCCESS'))
);
CREATE INDEX payment_by_shift ON payment.payment (shift_id);
CREATE INDEX payment_unfinished ON payment.payment (paid_at) WHERE state IN ('INIT', 'PENDING');

-- One row for each payment that a refund reverses, in part or whole.
CREATE TABLE payment.refund (
  refund_id    uuid        NOT NULL,
  payment_id   uuid        NOT NULL REFERENCES payment.payment,
  order_id     uuid        NOT NULL,
  kind         text        NOT NULL,
  amount_minor bigint      NOT NULL CHECK (amount_minor > 0),
  shift_id     uuid        NOT NULL,
  operator_id  uuid        NOT NULL,
  terminal_id  uuid        NOT NULL,
  business_day date        NOT NULL,
  refunded_at  timestamptz NOT NULL,
  PRIMARY KEY (refund_id, payment_id)
);
CREATE INDEX refund_by_payment ON payment.refund (payment_id);
CREATE INDEX refund_by_shift ON payment.refund (shift_id);

-- Each time a drawer springs open, and why (F9: openings without a sale).
CREATE TABLE payment.drawer_opening (
  opening_id    uuid        PRIMARY KEY,
  shift_id      uuid        NOT NULL,
  terminal_id   uuid        NOT NULL,
  operator_id   uuid        NOT NULL,
  cause         text        NOT NULL CHECK (cause IN ('SALE', 'REFUND', 'NO_SALE')),
  reason        text,
  opened_at     timestamptz NOT NULL,
  CONSTRAINT no_sale_has_a_reason CHECK (cause <> 'NO_SALE' OR reason IS NOT NULL)
);
CREATE INDEX drawer_opening_by_shift ON payment.drawer_opening (shift_id);

CREATE VIEW payment.v_payment AS
  SELECT payment_id, order_id, kind, state, amount_minor, received_minor, change_minor,
    refunded_minor, shift_id, operator_id, terminal_id, business_day, paid_at
  FROM payment.payment;
CREATE VIEW payment.v_refund AS
  SELECT refund_id, payment_id, order_id, kind, amount_minor, shift_id, operator_id, terminal_id,
    business_day, refunded_at
  FROM payment.refund;
CREATE VIEW payment.v_drawer_opening AS
  SELECT opening_id, shift_id, terminal_id, operator_id, cause, reason, opened_at
  FROM payment.drawer_opening;
