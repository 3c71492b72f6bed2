-- A request to refund tickets (退票, R15), keyed by the id that the client made. It is never
-- deleted.
CREATE TABLE aftersales.refund (
  request_id         uuid PRIMARY KEY,
  content_hash       bytea NOT NULL,
  order_id           uuid NOT NULL,
  order_no           bigint NOT NULL,
  ground             text NOT NULL CHECK (ground IN ('BY_RULE', 'PARK_CLOSED', 'FREE_FORM')),
  reason             text NOT NULL,
  state              text NOT NULL
                     CHECK (state IN ('REQUESTED', 'APPROVED', 'REJECTED',
                                      'EXECUTING', 'DONE', 'FAILED')),
  channel            text NOT NULL,
  tender             text NOT NULL,
  currency           text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  paid_minor         bigint NOT NULL CHECK (paid_minor >= 0),
  amount_minor       bigint NOT NULL CHECK (amount_minor >= 0),
  fee_minor          bigint NOT NULL CHECK (fee_minor >= 0),
  -- What was asked for this order on this day, this request included: compared with limits (R16).
  summed_minor       bigint NOT NULL,
  permission         text NOT NULL,
  requested_at       timestamptz NOT NULL,
  requested_day      date NOT NULL,
  requested_by       uuid NOT NULL,
  requested_name     text NOT NULL,
  requested_terminal uuid NOT NULL,
  decided_at         timestamptz,
  decided_by         uuid,
  decided_name       text,
  decided_terminal   uuid,
  same_terminal      boolean,
  decision_note      text,
  executed_at        timestamptz,
  execution_day      date,
  executed_by        uuid,
  executed_name      text,
  execution_terminal uuid,
  execution_shift    uuid,
  attempts           integer NOT NULL DEFAULT 0,
  failure            text,
  CHECK (amount_minor + fee_minor = paid_minor),
  -- Nobody approves what he asked for, except what a clerk may decide alone (R16, I14).
  CHECK (state = 'REJECTED' OR decided_by IS NULL OR decided_by <> requested_by
         OR permission = 'aftersales.request'),
  CHECK (state NOT IN ('EXECUTING', 'DONE') OR (execution_shift IS NOT NULL))
);
CREATE INDEX refund_by_order ON aftersales.refund (order_id);
CREATE INDEX refund_open ON aftersales.refund (requested_at)
  WHERE state IN ('REQUESTED', 'APPROVED', 'EXECUTING', 'FAILED');
CREATE INDEX refund_by_execution_day ON aftersales.refund (execution_day) WHERE state = 'DONE';

CREATE TABLE aftersales.refund_ticket (
  request_id      uuid NOT NULL REFERENCES aftersales.refund,
  ticket_no       bigint NOT NULL,
  line_no         integer NOT NULL,
  product_id      uuid NOT NULL,
  version_id      uuid NOT NULL,
  product_no      integer NOT NULL,
  product_version integer NOT NULL,
  product_zh      text NOT NULL,
  product_en      text NOT NULL,
  heads           integer NOT NULL CHECK (heads >= 1),
  paid_minor      bigint NOT NULL,
  amount_minor    bigint NOT NULL CHECK (amount_minor BETWEEN 0 AND paid_minor),
  fee_minor       bigint NOT NULL CHECK (fee_minor >= 0),
  no_show         boolean NOT NULL,
  PRIMARY KEY (request_id, ticket_no),
  CHECK (amount_minor + fee_minor = paid_minor)
);
CREATE INDEX refund_ticket_by_ticket ON aftersales.refund_ticket (ticket_no);

-- For reports: one row for each ticket refunded, dated on the day the money went out (R19).
CREATE VIEW aftersales.v_refund_lines AS
SELECT r.request_id, r.order_id, r.order_no, t.line_no, t.ticket_no,
       r.execution_day AS business_day, r.executed_at AS at,
       t.product_id, t.version_id AS product_version_id, t.product_no, t.product_version,
       t.product_zh, t.product_en,
       r.executed_by AS operator_id, r.executed_name AS operator_name,
       r.execution_terminal AS terminal_id, r.execution_shift AS shift_id,
       r.channel, r.tender, r.ground,
       1 AS quantity, 1 AS tickets, t.heads,
       t.amount_minor, t.fee_minor, t.paid_minor, r.currency,
       r.requested_by, r.decided_by
FROM aftersales.refund r
JOIN aftersales.refund_ticket t USING (request_id)
WHERE r.state = 'DONE';
