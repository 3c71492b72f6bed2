CREATE TABLE ledger.account (
  account_id uuid    PRIMARY KEY,
  kind       text    NOT NULL,
  owner      text    NOT NULL,
  currency   text    NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  limit_rule text    NOT NULL CHECK (limit_rule IN
             ('NONE', 'DEBITS_MUST_NOT_EXCEED_CREDITS', 'CREDITS_MUST_NOT_EXCEED_DEBITS')),
  closed     boolean NOT NULL DEFAULT false,
  UNIQUE (kind, owner),
  UNIQUE (account_id, limit_rule)
);

-- Only accounts with a limit keep a balance: the limit is checked where the money moves. All other
-- balances are sums.
CREATE TABLE ledger.balance (
  account_id      uuid   PRIMARY KEY,
  limit_rule      text   NOT NULL CHECK (limit_rule <> 'NONE'),
  debits_posted   bigint NOT NULL DEFAULT 0 CHECK (debits_posted >= 0),
  credits_posted  bigint NOT NULL DEFAULT 0 CHECK (credits_posted >= 0),
  debits_pending  bigint NOT NULL DEFAULT 0 CHECK (debits_pending >= 0),
  credits_pending bigint NOT NULL DEFAULT 0 CHECK (credits_pending >= 0),
  FOREIGN KEY (account_id, limit_rule) REFERENCES ledger.account (account_id, limit_rule),
  CONSTRAINT debits_within_credits CHECK
    (limit_rule <> 'DEBITS_MUST_NOT_EXCEED_CREDITS'
     OR debits_posted + debits_pending <= credits_posted),
  CONSTRAINT credits_within_debits CHECK
    (limit_rule <> 'CREDITS_MUST_NOT_EXCEED_DEBITS'
     OR credits_posted + credits_pending <= debits_posted)
);

-- Two sides, a reason, a reference; only grows. A POST, VOID or EXPIRE repeats the sides of its
-- hold, so that sums need no join; the amount of a POST is what it moved.
CREATE TABLE ledger.transfer (
  transfer_id       uuid        PRIMARY KEY,
  seq               bigint      GENERATED ALWAYS AS IDENTITY (CACHE 100),
  type              text        NOT NULL
                    CHECK (type IN ('MOVE', 'HOLD', 'POST', 'VOID', 'EXPIRE')),
  debit_account_id  uuid        NOT NULL REFERENCES ledger.account,
  credit_account_id uuid        NOT NULL REFERENCES ledger.account,
  amount_minor      bigint      NOT NULL CHECK (amount_minor > 0),
  reason            text        NOT NULL,
  reference         text        NOT NULL,
  hold_id           uuid        REFERENCES ledger.transfer,
  expires_at        timestamptz,
  business_day      date        NOT NULL,
  posted_at         timestamptz NOT NULL,
  CONSTRAINT sides_differ CHECK (debit_account_id <> credit_account_id),
  CONSTRAINT settlements_name_their_hold
    CHECK ((type IN ('POST', 'VOID', 'EXPIRE')) = (hold_id IS NOT NULL)),
  CONSTRAINT holds_end CHECK ((type = 'HOLD') = (expires_at IS NOT NULL))
);
-- A hold is settled once.
CREATE UNIQUE INDEX transfer_by_hold ON ledger.transfer (hold_id) WHERE hold_id IS NOT NULL;
CREATE INDEX transfer_to_expire ON ledger.transfer (expires_at) WHERE type = 'HOLD';
CREATE INDEX transfer_by_debit ON ledger.transfer (debit_account_id, business_day);
CREATE INDEX transfer_by_credit ON ledger.transfer (credit_account_id, business_day);

-- Ids that failed for a reason that may pass: a second try must have an id of its own.
CREATE TABLE ledger.failed_transfer (
  transfer_id uuid        PRIMARY KEY,
  result      text        NOT NULL,
  failed_at   timestamptz NOT NULL
);

CREATE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger only appends: correct it by another transfer';
END $$;
CREATE TRIGGER transfers_stay BEFORE UPDATE OR DELETE ON ledger.transfer
  FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER failures_stay BEFORE UPDATE OR DELETE ON ledger.failed_transfer
  FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();

-- For reports: each posted transfer once for each of its two accounts.
CREATE VIEW ledger.v_entry AS
  SELECT t.seq, t.transfer_id, a.account_id, a.kind, a.owner, a.currency,
    side.debit_minor, side.credit_minor, t.reason, t.reference, t.business_day, t.posted_at
  FROM ledger.transfer t
  CROSS JOIN LATERAL (VALUES
    (t.debit_account_id, t.amount_minor, 0::bigint),
    (t.credit_account_id, 0::bigint, t.amount_minor)
  ) AS side (account_id, debit_minor, credit_minor)
  JOIN ledger.account a ON a.account_id = side.account_id
  WHERE t.type IN ('MOVE', 'POST');

CREATE VIEW ledger.v_sum AS
  SELECT account_id, kind, owner, currency, business_day, reason, count(*) AS transfers,
    sum(debit_minor)::bigint AS debits_minor, sum(credit_minor)::bigint AS credits_minor
  FROM ledger.v_entry
  GROUP BY account_id, kind, owner, currency, business_day, reason;
