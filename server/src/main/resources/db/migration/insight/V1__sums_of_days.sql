-- Sums of business days that are over: a report of a year adds up 365 of them instead of reading
-- millions of rows. What each column is stands where the sums are made (DaySum.java).
CREATE TABLE insight.settled (
  only_one   boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  -- The last day whose sums are kept; all earlier ones are too.
  up_to      date NOT NULL,
  -- When the sums were last compared with what happened since.
  checked_at timestamptz NOT NULL
);

CREATE TABLE insight.sale_sum (
  business_day     date NOT NULL,
  product_no       integer NOT NULL,
  product_zh       text NOT NULL,
  product_en       text NOT NULL,
  terminal_id      uuid NOT NULL,
  operator_id      uuid NOT NULL,
  tickets          bigint NOT NULL,
  heads            bigint NOT NULL,
  amount_minor     bigint NOT NULL,
  paid_heads       bigint NOT NULL,
  paid_minor       bigint NOT NULL,
  refunded_tickets bigint NOT NULL,
  refunded_minor   bigint NOT NULL
);
CREATE INDEX sale_sum_by_day ON insight.sale_sum (business_day);

CREATE TABLE insight.order_sum (
  business_day  date NOT NULL,
  terminal_id   uuid NOT NULL,
  operator_id   uuid NOT NULL,
  orders        bigint NOT NULL
);
CREATE INDEX order_sum_by_day ON insight.order_sum (business_day);

-- The hour is local, with its date: a business day may end after midnight.
CREATE TABLE insight.hour_sum (
  business_day date NOT NULL,
  hour         timestamp NOT NULL,
  tickets      bigint NOT NULL,
  amount_minor bigint NOT NULL,
  admissions   bigint NOT NULL,
  passages     bigint NOT NULL,
  exits        bigint NOT NULL
);
CREATE INDEX hour_sum_by_day ON insight.hour_sum (business_day);

CREATE TABLE insight.flow_sum (
  business_day date NOT NULL,
  gate_id      uuid NOT NULL,
  gate_no      integer NOT NULL,
  product_no   integer,
  kind         text NOT NULL,
  inbound      boolean NOT NULL,
  conflict     boolean NOT NULL,
  decided_by   text NOT NULL,
  people       bigint NOT NULL
);
CREATE INDEX flow_sum_by_day ON insight.flow_sum (business_day);

CREATE TABLE insight.tender_sum (
  business_day date NOT NULL,
  kind         text NOT NULL,
  payments     bigint NOT NULL,
  taken        bigint NOT NULL,
  repayments   bigint NOT NULL,
  repaid       bigint NOT NULL
);
CREATE INDEX tender_sum_by_day ON insight.tender_sum (business_day);

CREATE TABLE insight.ledger_sum (
  business_day date NOT NULL,
  item         text NOT NULL,
  report       bigint NOT NULL,
  ledger       bigint NOT NULL
);
CREATE INDEX ledger_sum_by_day ON insight.ledger_sum (business_day);

-- By the day of sale.
CREATE TABLE insight.ticket_sum (
  business_day date NOT NULL,
  issued       bigint NOT NULL,
  refunded     bigint NOT NULL,
  voided       bigint NOT NULL,
  reprints     bigint NOT NULL
);
CREATE INDEX ticket_sum_by_day ON insight.ticket_sum (business_day);

-- By the day of the visit.
CREATE TABLE insight.visit_sum (
  business_day date NOT NULL,
  used         bigint NOT NULL,
  due          bigint NOT NULL
);
CREATE INDEX visit_sum_by_day ON insight.visit_sum (business_day);

-- By the calendar day of the answer: how many codes were shown, and how long their people took.
CREATE TABLE insight.shown_sum (
  business_day date NOT NULL,
  admitted     bigint NOT NULL,
  shown        bigint NOT NULL
);
CREATE INDEX shown_sum_by_day ON insight.shown_sum (business_day);

CREATE TABLE insight.wait_sum (
  business_day date NOT NULL,
  millis       bigint NOT NULL,
  people       bigint NOT NULL
);
CREATE INDEX wait_sum_by_day ON insight.wait_sum (business_day);
