-- Numbers are handed out in blocks of 1,000, so that a sale seldom asks for one. Gaps are harmless.
CREATE SEQUENCE ticketing.ticket_number_block AS bigint START 10000000 INCREMENT 1000;

-- One row for each ticket. The order and its line are opaque references.
CREATE TABLE ticketing.ticket (
  ticket_no       bigint PRIMARY KEY CHECK (ticket_no BETWEEN 1 AND 99999999999),
  order_id        uuid NOT NULL,
  line_no         integer NOT NULL,
  product_id      uuid NOT NULL,
  version_id      uuid NOT NULL,
  product_no      integer NOT NULL CHECK (product_no BETWEEN 1 AND 65535),
  product_version integer NOT NULL CHECK (product_version >= 1),
  product_zh      text NOT NULL,
  product_en      text NOT NULL,
  price_minor     bigint NOT NULL CHECK (price_minor >= 0),
  currency        text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  heads           integer NOT NULL CHECK (heads BETWEEN 1 AND 1023),
  -- First passages of one person that it holds in all; 0 without limit.
  uses            integer NOT NULL CHECK (uses >= 0),
  used            integer NOT NULL DEFAULT 0 CHECK (used >= 0),
  reserved        integer NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  first_used_at   timestamptz,
  last_used_at    timestamptz,
  state           text NOT NULL DEFAULT 'ISSUED'
                  CHECK (state IN ('ISSUED', 'PARTIALLY_USED', 'USED',
                                   'REFUNDED', 'VOID', 'EXPIRED')),
  lock_id         uuid,
  locked_at       timestamptz,
  -- What the present code says, as the kernel encodes it.
  claims          bytea NOT NULL,
  valid_from      date NOT NULL,
  valid_to        date NOT NULL CHECK (valid_to >= valid_from),
  visit_day       date,
  slot_no         integer,
  code_version    integer NOT NULL DEFAULT 1 CHECK (code_version BETWEEN 1 AND 255),
  print_state     text NOT NULL DEFAULT 'UNPRINTED'
                  CHECK (print_state IN ('UNPRINTED', 'PRINTING', 'PRINTED', 'PRINT_FAILED')),
  -- The job that last sent it to paper.
  print_job_id    uuid,
  print_count     integer NOT NULL DEFAULT 0,
  channel         text NOT NULL,
  operator_id     uuid NOT NULL,
  terminal_id     uuid NOT NULL,
  shift_id        uuid NOT NULL,
  business_day    date NOT NULL,
  issued_at       timestamptz NOT NULL,
  CHECK (lock_id IS NULL = (locked_at IS NULL)),
  CHECK (lock_id IS NULL OR state IN ('ISSUED', 'PARTIALLY_USED'))
);
CREATE INDEX ticket_by_order ON ticketing.ticket (order_id);
CREATE INDEX ticket_unprinted ON ticketing.ticket (shift_id) WHERE print_state <> 'PRINTED';
CREATE INDEX ticket_expiring ON ticketing.ticket (valid_to)
  WHERE state IN ('ISSUED', 'PARTIALLY_USED');

-- What befell a ticket since its issue, except passages (those belong to admission).
CREATE TABLE ticketing.ticket_event (
  event_id    bigint GENERATED ALWAYS AS IDENTITY (CACHE 50) PRIMARY KEY,
  ticket_no   bigint NOT NULL REFERENCES ticketing.ticket,
  at          timestamptz NOT NULL,
  kind        text NOT NULL,
  operator_id uuid,
  terminal_id uuid,
  shift_id    uuid,
  facts       jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX ticket_event_by_ticket ON ticketing.ticket_event (ticket_no);

-- A reprint (重打, F7), keyed by the id that the client made.
CREATE TABLE ticketing.reprint (
  request_id   uuid PRIMARY KEY,
  ticket_no    bigint NOT NULL REFERENCES ticketing.ticket,
  code_version integer NOT NULL,
  operator_id  uuid NOT NULL,
  shift_id     uuid,
  at           timestamptz NOT NULL,
  UNIQUE (ticket_no, code_version)
);
CREATE INDEX reprint_by_shift ON ticketing.reprint (shift_id);

-- The keys of ticket codes. Secret parts are wrapped (AES-GCM) under the master key, which is not
-- in the database.
CREATE TABLE ticketing.code_key (
  -- The park's number in its codes, drawn at random with the first key: it tells them from those
  -- of other parks.
  park_no       integer NOT NULL CHECK (park_no BETWEEN 0 AND 65535),
  epoch         integer PRIMARY KEY CHECK (epoch BETWEEN 0 AND 65535),
  key_no        integer NOT NULL UNIQUE CHECK (key_no BETWEEN 0 AND 99),
  suite         text NOT NULL,
  state         text NOT NULL CHECK (state IN ('ACTIVE', 'RETIRED', 'REVOKED')),
  not_before    timestamptz NOT NULL,
  not_after     timestamptz NOT NULL CHECK (not_after > not_before),
  verify_key    bytea NOT NULL,
  sign_wrapped  bytea NOT NULL,
  seal_wrapped  bytea NOT NULL,
  line_wrapped  bytea NOT NULL
);
CREATE UNIQUE INDEX code_key_active ON ticketing.code_key (state) WHERE state = 'ACTIVE';

-- Where a terminal's tickets are printed.
CREATE TABLE ticketing.printer (
  terminal_id uuid PRIMARY KEY,
  host        text NOT NULL,
  port        integer NOT NULL CHECK (port BETWEEN 1 AND 65535),
  paper       text NOT NULL CHECK (paper IN ('MM_80', 'MM_58')),
  drawer      boolean NOT NULL
);

-- A print job: some tickets, sent to one printer or handed out as a file.
CREATE TABLE ticketing.print_job (
  job_id      uuid PRIMARY KEY,
  ticket_nos  bigint[] NOT NULL,
  way         text NOT NULL CHECK (way IN ('PDF', 'PRINTER', 'ESC_POS')),
  state       text NOT NULL CHECK (state IN ('SENDING', 'DONE', 'PARTLY_DONE', 'FAILED')),
  printed     bigint[] NOT NULL DEFAULT '{}',
  failure     text,
  operator_id uuid NOT NULL,
  terminal_id uuid NOT NULL,
  shift_id    uuid,
  started_at  timestamptz NOT NULL,
  ended_at    timestamptz
);
CREATE INDEX print_job_sending ON ticketing.print_job (started_at) WHERE state = 'SENDING';

-- For reports: one row for each ticket.
CREATE VIEW ticketing.v_tickets AS
SELECT ticket_no, order_id, line_no,
       product_id, version_id AS product_version_id, product_no, product_version,
       product_zh, product_en,
       price_minor, currency, heads, uses, used, first_used_at, last_used_at,
       state, lock_id IS NOT NULL AS locked,
       valid_from, valid_to, visit_day, slot_no,
       code_version, code_version - 1 AS reprints, print_state, print_count,
       channel, operator_id, terminal_id, shift_id, business_day, issued_at AS at
FROM ticketing.ticket;
