package io.shanmen.server.insight.report;

/**
 * Sums of a business day, of which reports are made. Each is one query over what the rooms publish;
 * days that are over keep its result in a table of the same columns ({@link SettledDays}), so a
 * report costs as much as its days, however much was sold on them.
 */
enum DaySum {

  /** Sales less voids by type, window and operator; refunds stand beside them. */
  SALES(
      "insight.sale_sum",
      """
      SELECT business_day, product_no, max(product_zh) AS product_zh,
             max(product_en) AS product_en, terminal_id, operator_id,
             sum(tickets)::bigint AS tickets,
             sum(heads)::bigint AS heads, sum(amount_minor)::bigint AS amount_minor,
             coalesce(sum(heads) FILTER (WHERE unit_minor > 0), 0)::bigint AS paid_heads,
             coalesce(sum(amount_minor) FILTER (WHERE unit_minor > 0), 0)::bigint AS paid_minor,
             sum(refunded_tickets)::bigint AS refunded_tickets,
             sum(refunded_minor)::bigint AS refunded_minor
      FROM (
        SELECT business_day, product_no, product_zh, product_en, terminal_id, operator_id,
               tickets, heads, amount_minor, unit_minor, 0 AS refunded_tickets,
               0::bigint AS refunded_minor
        FROM ordering.v_sale_lines WHERE business_day BETWEEN :first AND :last
        UNION ALL
        SELECT business_day, product_no, product_zh, product_en, terminal_id, operator_id,
               0, 0, 0, 0, tickets, amount_minor
        FROM aftersales.v_refund_lines WHERE business_day BETWEEN :first AND :last
      ) m GROUP BY business_day, product_no, terminal_id, operator_id
      """),

  /** Orders sold less orders voided: one of two types counts once. */
  ORDERS(
      "insight.order_sum",
      """
      SELECT business_day, terminal_id, operator_id,
             count(DISTINCT order_id) FILTER (WHERE entry = 'SALE')
               - count(DISTINCT order_id) FILTER (WHERE entry = 'VOID') AS orders
      FROM ordering.v_sale_lines WHERE business_day BETWEEN :first AND :last
      GROUP BY business_day, terminal_id, operator_id
      """),

  /** Sales and people hour by hour. */
  HOURS(
      "insight.hour_sum",
      """
      SELECT business_day, hour, sum(tickets)::bigint AS tickets,
             sum(amount_minor)::bigint AS amount_minor, sum(admissions)::bigint AS admissions,
             sum(passages)::bigint AS passages, sum(exits)::bigint AS exits
      FROM (
        SELECT business_day, date_trunc('hour', at AT TIME ZONE :zone) AS hour, tickets,
               amount_minor, 0 AS admissions, 0 AS passages, 0 AS exits
        FROM ordering.v_sale_lines WHERE business_day BETWEEN :first AND :last
        UNION ALL
        SELECT business_day, date_trunc('hour', at AT TIME ZONE :zone), 0, 0,
               (kind = 'FIRST' AND conflict IS NULL)::int, (kind IN ('FIRST', 'REENTRY'))::int,
               (NOT inbound)::int
        FROM admission.v_passages WHERE business_day BETWEEN :first AND :last
      ) m GROUP BY business_day, hour
      """),

  /** People at the gates. */
  FLOW(
      "insight.flow_sum",
      """
      SELECT business_day, gate_id, max(gate_no) AS gate_no, product_no, kind, inbound,
             conflict IS NOT NULL AS conflict, decided_by, count(*) AS people
      FROM admission.v_passages WHERE business_day BETWEEN :first AND :last
      GROUP BY business_day, gate_id, product_no, kind, inbound, conflict IS NOT NULL, decided_by
      """),

  /** Money taken and paid back. */
  TENDERS(
      "insight.tender_sum",
      """
      SELECT business_day, kind, sum(payments)::bigint AS payments, sum(taken)::bigint AS taken,
             sum(repayments)::bigint AS repayments, sum(repaid)::bigint AS repaid
      FROM (
        SELECT business_day, kind, 1 AS payments, amount_minor AS taken, 0 AS repayments,
               0::bigint AS repaid
        FROM payment.v_payment
        WHERE business_day BETWEEN :first AND :last AND state = 'SUCCESS'
        UNION ALL
        SELECT business_day, kind, 0, 0, 1, amount_minor
        FROM payment.v_refund WHERE business_day BETWEEN :first AND :last
      ) m GROUP BY business_day, kind
      """),

  /** What the rooms' records say, and what the ledger says. */
  LEDGER("insight.ledger_sum", LedgerEquality.BY_DAY),

  /** What became of the tickets sold on a day. */
  TICKETS(
      "insight.ticket_sum",
      """
      SELECT business_day, count(*) AS issued,
             count(*) FILTER (WHERE state = 'REFUNDED') AS refunded,
             count(*) FILTER (WHERE state = 'VOID') AS voided,
             coalesce(sum(reprints), 0)::bigint AS reprints
      FROM ticketing.v_tickets WHERE business_day BETWEEN :first AND :last
      GROUP BY business_day
      """),

  /** What became of the tickets for a day. */
  VISITS(
      "insight.visit_sum",
      """
      SELECT visit_day AS business_day, sum(used)::bigint AS used, sum(uses)::bigint AS due
      FROM ticketing.v_tickets
      WHERE visit_day BETWEEN :first AND :last AND uses > 0 AND state NOT IN ('REFUNDED', 'VOID')
      GROUP BY visit_day
      """),

  /** Codes shown to enter, by the calendar day of the answer. */
  SHOWN(
      "insight.shown_sum",
      """
      SELECT (at AT TIME ZONE :zone)::date AS business_day,
             count(*) FILTER (WHERE decision = 'ADMIT') AS admitted, count(*) AS shown
      FROM admission.v_presentations
      WHERE decision <> 'CANCELLED' AND kind IS DISTINCT FROM 'EXIT'
        AND at >= :first::timestamp AT TIME ZONE :zone
        AND at < (:last::date + 1)::timestamp AT TIME ZONE :zone
      GROUP BY 1
      """),

  /** How long people took from the answer to their passage, to 10 ms. */
  WAITS(
      "insight.wait_sum",
      """
      SELECT (r.at AT TIME ZONE :zone)::date AS business_day,
             round(extract(epoch FROM p.at - r.at) * 100)::bigint * 10 AS millis,
             count(*) AS people
      FROM admission.v_presentations r
      JOIN LATERAL (
        SELECT min(at) AS at FROM admission.v_passages WHERE request_id = r.request_id
      ) p ON p.at IS NOT NULL
      WHERE r.decision <> 'CANCELLED' AND r.kind IS DISTINCT FROM 'EXIT'
        AND r.at >= :first::timestamp AT TIME ZONE :zone
        AND r.at < (:last::date + 1)::timestamp AT TIME ZONE :zone
      GROUP BY 1, 2
      """);

  private final String table;
  private final String query;

  DaySum(String table, String query) {
    this.table = table;
    this.query = query;
  }

  /** Where the sums of days that are over are kept. */
  String table() {
    return table;
  }

  /** The sums of the days from {@code :first} to {@code :last}, read from the rooms. */
  String query() {
    return query;
  }

  /** The sums of a span, to select from: kept ones as far as there are, the rest from the rooms. */
  String ofSpan() {
    return "(SELECT * FROM %s WHERE business_day BETWEEN :from AND :settledTo UNION ALL %s)"
        .formatted(table, query.replace(":first", ":openFrom").replace(":last", ":to"));
  }
}
