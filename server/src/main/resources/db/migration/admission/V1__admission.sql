-- A gate: an enrolled terminal of kind GATE, with the number that staff and displays call it by.
CREATE TABLE admission.gate (
  gate_id       uuid PRIMARY KEY,
  no            integer NOT NULL UNIQUE CHECK (no BETWEEN 1 AND 999),
  name          text NOT NULL,
  checkpoint_no integer CHECK (checkpoint_no BETWEEN 1 AND 32),
  direction     text NOT NULL CHECK (direction IN ('ENTRY', 'EXIT', 'BOTH')),
  ordered_mode  text NOT NULL CHECK (ordered_mode IN ('NORMAL', 'EMERGENCY_OPEN')),
  revoked       boolean NOT NULL DEFAULT false
);

-- The last heartbeat of each gate. Kept in memory and written now and then: it is a report, and
-- only its age matters after a restart.
CREATE TABLE admission.gate_health (
  gate_id         uuid PRIMARY KEY,
  seen_at         timestamptz NOT NULL,
  mode            text NOT NULL,
  program         text NOT NULL,
  skew_millis     bigint NOT NULL,
  clock_plausible boolean NOT NULL,
  list_as_of      timestamptz,
  unsynced        bigint NOT NULL,
  last_seq        bigint NOT NULL,
  parts           text NOT NULL
);

-- News for the gates, written in the transaction that makes it true. Numbers are drawn here without
-- a cache: two transactions about the same thing follow one another, so their news does as well.
CREATE TABLE admission.feed_news (
  news_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rank       smallint NOT NULL,
  key        text NOT NULL,
  keep_until date,
  kept       boolean NOT NULL,
  body       text NOT NULL
);

-- The same news in its one order. Only the chainer writes here, one transaction at a time, so what
-- a reader sees never has a gap that fills up later.
CREATE TABLE admission.feed (
  seq        bigint PRIMARY KEY,
  body       text NOT NULL,
  chained_at timestamptz NOT NULL
);
CREATE INDEX feed_by_age ON admission.feed USING brin (chained_at);

CREATE TABLE admission.feed_head (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  epoch    integer NOT NULL,
  seq      bigint NOT NULL,
  oldest   bigint NOT NULL
);

-- The last word about each thing: what a gate that starts anew is told.
CREATE TABLE admission.feed_known (
  rank       smallint NOT NULL,
  key        text NOT NULL COLLATE "C",
  seq        bigint NOT NULL,
  keep_until date,
  body       text NOT NULL,
  PRIMARY KEY (rank, key)
);
CREATE INDEX feed_known_expiring ON admission.feed_known (keep_until)
  WHERE keep_until IS NOT NULL;

-- One row: the park's policy of admission.
CREATE TABLE admission.settings (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  body     text NOT NULL
);

-- A presentation of a code at a gate, by the id that the gate gave it: what was decided, what is
-- reserved, what became of it.
CREATE TABLE admission.presentation (
  request_id    uuid PRIMARY KEY,
  content_hash  bytea,
  gate_id       uuid NOT NULL,
  gate_no       integer NOT NULL,
  checkpoint_no integer NOT NULL,
  ticket_no     bigint,
  code_version  integer,
  product_no    integer,
  decision      text NOT NULL CHECK (decision IN ('ADMIT', 'REFUSE', 'NEEDS_PROOF', 'CANCELLED')),
  reason        text,
  passage       text CHECK (passage IN ('FIRST', 'REENTRY', 'EXIT')),
  -- People admitted; of these so many have passed; what is still reserved is the rest while OPEN.
  people        integer NOT NULL DEFAULT 0 CHECK (people >= 0),
  passed        integer NOT NULL DEFAULT 0 CHECK (passed >= 0),
  state         text NOT NULL CHECK (state IN ('OPEN', 'CLOSED', 'EXPIRED')),
  decided_by    text NOT NULL CHECK (decided_by IN ('SERVER', 'GATE')),
  keep_until    date,
  presented_at  timestamptz NOT NULL,
  decided_at    timestamptz NOT NULL,
  expires_at    timestamptz,
  answer        text
);
CREATE INDEX presentation_by_ticket ON admission.presentation (ticket_no, decided_at)
  WHERE ticket_no IS NOT NULL;
CREATE INDEX presentation_open ON admission.presentation (expires_at) WHERE state = 'OPEN';
CREATE INDEX presentation_by_age ON admission.presentation USING brin (decided_at);

-- One person who passed a gate. Device time is the time of the passage; the business day is that of
-- the device time unless it came too late for it (R87).
CREATE TABLE admission.passage (
  request_id    uuid NOT NULL,
  nth           integer NOT NULL CHECK (nth >= 1),
  gate_id       uuid NOT NULL,
  gate_no       integer NOT NULL,
  checkpoint_no integer,
  ticket_no     bigint,
  product_no    integer,
  kind          text NOT NULL CHECK (kind IN ('FIRST', 'REENTRY', 'EXIT',
                                              'MANUAL', 'UNTICKETED_IN', 'UNTICKETED_OUT', 'EXIT_COUNTED')),
  passed_at     timestamptz NOT NULL,
  received_at   timestamptz NOT NULL,
  business_day  date NOT NULL,
  decided_by    text NOT NULL CHECK (decided_by IN ('SERVER', 'GATE', 'STAFF', 'NOBODY')),
  late          boolean NOT NULL,
  adjustment    boolean NOT NULL,
  reason        text,
  by_name       text,
  conflict      text CHECK (conflict IN ('DOUBLE_ENTRY', 'TICKET_NOT_VALID', 'UNKNOWN_TICKET')),
  PRIMARY KEY (request_id, nth),
  CHECK (conflict IS NULL OR kind IN ('FIRST', 'REENTRY', 'EXIT'))
);
CREATE INDEX passage_by_day ON admission.passage (business_day, passed_at);
CREATE INDEX passage_by_ticket ON admission.passage (ticket_no, passed_at)
  WHERE ticket_no IS NOT NULL;
CREATE INDEX passage_conflicts ON admission.passage (business_day, passed_at)
  WHERE conflict IS NOT NULL;

-- Two records that cannot both be right, kept with both sides (R86).
CREATE TABLE admission.conflict (
  request_id    uuid NOT NULL,
  nth           integer NOT NULL,
  kind          text NOT NULL CHECK (kind IN ('DOUBLE_ENTRY', 'TICKET_NOT_VALID', 'UNKNOWN_TICKET')),
  ticket_no     bigint,
  -- The passage that keeps the use, where there is one.
  other_request uuid,
  other_nth     integer,
  found_at      timestamptz NOT NULL,
  ticket_state  text,
  PRIMARY KEY (request_id, nth)
);

-- People in the park, day by day. In the park now = ins - outs + corrections, and never less than
-- none: what is below is a counting error, not a negative crowd (R22).
CREATE TABLE admission.occupancy (
  business_day date PRIMARY KEY,
  ins          bigint NOT NULL DEFAULT 0,
  outs         bigint NOT NULL DEFAULT 0,
  corrections  bigint NOT NULL DEFAULT 0,
  peak         bigint NOT NULL DEFAULT 0,
  peak_at      timestamptz,
  closed_at    timestamptz,
  -- Who was still "inside" when the day closed: a counting error (R22).
  residual     bigint
);

CREATE TABLE admission.correction (
  request_id    uuid PRIMARY KEY,
  business_day  date NOT NULL,
  delta         integer NOT NULL,
  reason        text NOT NULL,
  operator_id   uuid NOT NULL,
  operator_name text NOT NULL,
  at            timestamptz NOT NULL
);

-- A manual release: staff orders a gate to open for somebody without a ticket that works.
CREATE TABLE admission.manual_release (
  order_id      uuid PRIMARY KEY,
  gate_id       uuid NOT NULL,
  people        integer NOT NULL CHECK (people BETWEEN 1 AND 99),
  reason        text NOT NULL,
  operator_id   uuid NOT NULL,
  operator_name text NOT NULL,
  at            timestamptz NOT NULL,
  not_after     timestamptz NOT NULL
);

-- The journals of gates, as they wrote them. Appended, never changed.
CREATE TABLE admission.journal (
  journal_id uuid PRIMARY KEY,
  gate_id    uuid NOT NULL,
  -- Stored up to here, and merged up to there: after a crash between the two the rest is merged.
  stored_seq bigint NOT NULL DEFAULT 0,
  ack_seq    bigint NOT NULL DEFAULT 0 CHECK (ack_seq <= stored_seq),
  last_hash  bytea NOT NULL,
  broken_at  timestamptz,
  broken_seq bigint
);
CREATE TABLE admission.journal_entry (
  journal_id  uuid NOT NULL REFERENCES admission.journal,
  seq         bigint NOT NULL,
  hash        bytea NOT NULL,
  kind        text NOT NULL,
  request_id  uuid,
  text        text NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (journal_id, seq)
);
CREATE INDEX journal_entry_admitted ON admission.journal_entry (request_id)
  WHERE kind = 'ADMITTED';

-- For reports: one row for each person who passed.
CREATE VIEW admission.v_passages AS
SELECT p.request_id, p.nth, p.gate_id, p.gate_no, g.name AS gate_name, p.checkpoint_no,
       p.ticket_no, p.product_no, p.kind,
       p.kind IN ('FIRST', 'REENTRY', 'MANUAL', 'UNTICKETED_IN') AS inbound,
       p.passed_at AS at, p.received_at, p.business_day, p.decided_by, p.late, p.adjustment,
       p.conflict, p.reason, p.by_name
FROM admission.passage p LEFT JOIN admission.gate g USING (gate_id);

-- For reports: one row for each code shown to a gate that asked the server.
CREATE VIEW admission.v_presentations AS
SELECT request_id, gate_id, gate_no, checkpoint_no, ticket_no, product_no, decision, reason,
       passage AS kind, people, passed, state, decided_by, presented_at, decided_at AS at
FROM admission.presentation;

-- For reports: people in the park, day by day.
CREATE VIEW admission.v_occupancy AS
SELECT business_day, ins, outs, corrections, greatest(ins - outs + corrections, 0) AS in_park,
       peak, peak_at, closed_at, residual
FROM admission.occupancy;
