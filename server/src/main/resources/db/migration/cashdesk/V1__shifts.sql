-- A drawer belongs to a terminal. Its Z reports are numbered without a gap (R10).
CREATE TABLE cashdesk.drawer (
  terminal_id      uuid    PRIMARY KEY,
  drop_limit_minor bigint  NOT NULL CHECK (drop_limit_minor > 0),
  last_z_number    integer NOT NULL DEFAULT 0 CHECK (last_z_number >= 0)
);

-- A float (备用金): asked for by a cashier, issued by a supervisor, counted again by the cashier (R2).
CREATE TABLE cashdesk.float_issue (
  float_id      uuid        PRIMARY KEY,
  operator_id   uuid        NOT NULL,
  operator_name text        NOT NULL,
  terminal_id   uuid        NOT NULL,
  state         text        NOT NULL
                CHECK (state IN ('REQUESTED', 'ISSUED', 'CONFIRMED', 'CANCELLED')),
  requested_at  timestamptz,
  amount_minor  bigint      CHECK (amount_minor >= 0),
  denominations jsonb,
  issued_by     uuid,
  issuer_name   text,
  issued_at     timestamptz,
  -- How often the cashier counted something else; nothing opens on a mismatch.
  miscounts     integer     NOT NULL DEFAULT 0,
  CONSTRAINT issued_by_another CHECK (issued_by <> operator_id),
  CONSTRAINT issued_floats_are_signed CHECK
    (state NOT IN ('ISSUED', 'CONFIRMED')
     OR (amount_minor IS NOT NULL AND issued_by IS NOT NULL AND issued_at IS NOT NULL))
);
CREATE UNIQUE INDEX one_float_waits_for_an_operator
  ON cashdesk.float_issue (operator_id) WHERE state IN ('REQUESTED', 'ISSUED');
CREATE UNIQUE INDEX one_float_waits_at_a_drawer
  ON cashdesk.float_issue (terminal_id) WHERE state IN ('REQUESTED', 'ISSUED');

CREATE TABLE cashdesk.shift (
  shift_id         uuid        PRIMARY KEY,
  float_id         uuid        NOT NULL UNIQUE REFERENCES cashdesk.float_issue,
  operator_id      uuid        NOT NULL,
  operator_name    text        NOT NULL,
  terminal_id      uuid        NOT NULL REFERENCES cashdesk.drawer,
  business_day     date        NOT NULL,
  state            text        NOT NULL
                   CHECK (state IN ('OPEN', 'COUNTING', 'CLOSED', 'CLOSED_WITH_EXCEPTION')),
  opened_at        timestamptz NOT NULL,
  counting_at      timestamptz,
  closed_at        timestamptz,
  -- What the last count found; hidden until then (R5).
  expected_minor   bigint,
  counted_minor    bigint,
  over_short_minor bigint GENERATED ALWAYS AS (counted_minor - expected_minor) STORED,
  band             text        CHECK (band IN ('AUTOMATIC', 'SUPERVISOR', 'MANAGER', 'INCIDENT')),
  accepted_by      uuid,
  acceptor_name    text,
  reason           text,
  z_number         integer     CHECK (z_number > 0),
  UNIQUE (terminal_id, z_number),
  CONSTRAINT closed_shifts_have_a_z
    CHECK ((state IN ('CLOSED', 'CLOSED_WITH_EXCEPTION')) = (z_number IS NOT NULL)),
  CONSTRAINT closed_shifts_are_counted
    CHECK (z_number IS NULL OR (closed_at IS NOT NULL AND band IS NOT NULL))
);
-- R1: one open shift for each operator and for each drawer.
CREATE UNIQUE INDEX one_shift_for_an_operator
  ON cashdesk.shift (operator_id) WHERE state IN ('OPEN', 'COUNTING');
CREATE UNIQUE INDEX one_shift_for_a_drawer
  ON cashdesk.shift (terminal_id) WHERE state IN ('OPEN', 'COUNTING');
CREATE INDEX shift_by_day ON cashdesk.shift (business_day);

-- R5: every submission of a blind count is kept.
CREATE TABLE cashdesk.submission (
  shift_id      uuid        NOT NULL REFERENCES cashdesk.shift,
  number        integer     NOT NULL CHECK (number IN (1, 2)),
  count_id      uuid        NOT NULL UNIQUE,
  denominations jsonb       NOT NULL,
  counted_minor bigint      NOT NULL CHECK (counted_minor >= 0),
  submitted_at  timestamptz NOT NULL,
  PRIMARY KEY (shift_id, number)
);

-- Cash that comes in or goes out for another reason than a sale.
CREATE TABLE cashdesk.movement (
  movement_id   uuid        PRIMARY KEY,
  shift_id      uuid        NOT NULL REFERENCES cashdesk.shift,
  kind          text        NOT NULL CHECK (kind IN ('PAID_IN', 'PAID_OUT')),
  amount_minor  bigint      NOT NULL CHECK (amount_minor > 0),
  reason        text        NOT NULL,
  operator_id   uuid        NOT NULL,
  operator_name text        NOT NULL,
  moved_at      timestamptz NOT NULL
);
CREATE INDEX movement_by_shift ON cashdesk.movement (shift_id);

-- A drop (中途解款): booked when another person confirms to have received it (R4).
CREATE TABLE cashdesk.cash_drop (
  drop_id       uuid        PRIMARY KEY,
  shift_id      uuid        NOT NULL REFERENCES cashdesk.shift,
  number        integer     NOT NULL CHECK (number > 0),
  amount_minor  bigint      NOT NULL CHECK (amount_minor > 0),
  denominations jsonb       NOT NULL,
  state         text        NOT NULL CHECK (state IN ('OFFERED', 'RECEIVED', 'CANCELLED')),
  offered_by    uuid        NOT NULL,
  offerer_name  text        NOT NULL,
  offered_at    timestamptz NOT NULL,
  received_by   uuid,
  receiver_name text,
  received_at   timestamptz,
  UNIQUE (shift_id, number),
  CONSTRAINT received_by_another
    CHECK (state <> 'RECEIVED' OR (received_by IS NOT NULL AND received_by <> offered_by))
);

-- What was counted, moved and closed is never changed.
CREATE FUNCTION cashdesk.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% only grows', TG_TABLE_NAME;
END $$;
CREATE TRIGGER submissions_stay BEFORE UPDATE OR DELETE ON cashdesk.submission
  FOR EACH ROW EXECUTE FUNCTION cashdesk.refuse_change();
CREATE TRIGGER movements_stay BEFORE UPDATE OR DELETE ON cashdesk.movement
  FOR EACH ROW EXECUTE FUNCTION cashdesk.refuse_change();
CREATE TRIGGER closed_shifts_stay BEFORE UPDATE OR DELETE ON cashdesk.shift
  FOR EACH ROW WHEN (OLD.z_number IS NOT NULL) EXECUTE FUNCTION cashdesk.refuse_change();

-- For reports: closed shifts only, so that nobody reads an expected amount before the count.
CREATE VIEW cashdesk.v_shift AS
  SELECT shift_id, operator_id, operator_name, terminal_id, business_day, state, opened_at,
    closed_at,
    CASE WHEN z_number IS NOT NULL THEN expected_minor END AS expected_minor,
    CASE WHEN z_number IS NOT NULL THEN counted_minor END AS counted_minor,
    CASE WHEN z_number IS NOT NULL THEN over_short_minor END AS over_short_minor,
    band, z_number
  FROM cashdesk.shift;
