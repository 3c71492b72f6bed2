package io.shanmen.server.insight.report;

import java.util.Arrays;
import java.util.List;

/**
 * Sums of a business day, of which reports are made. Each is one query over what the rooms publish;
 * days that are over keep its result in a table of the same columns ({@link SettledDays}), so a
 * report costs as much as its days, however much was sold on them.
 *
 * <p>Lines of sales and entries of the ledger only grow. Of the open day their sums are kept up to
 * some moment too, and a query reads those from {@code :since} up to {@code :until}. All else may
 * still change, and is read only where {@code :until} is infinity: with the whole day or its rest.
 */
enum DaySum {

  /** Sales less voids by type, window and operator; refunds stand beside them. */
  SALES(
      "insight.sale_sum",
      Rows.GROW,
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
          AND at >= :since::timestamptz AND at < :until::timestamptz
        UNION ALL
        SELECT business_day, product_no, product_zh, product_en, terminal_id, operator_id,
               0, 0, 0, 0, tickets, amount_minor
        FROM aftersales.v_refund_lines WHERE business_day BETWEEN :first AND :last
          AND :until::timestamptz = 'infinity'
      ) m GROUP BY business_day, product_no, terminal_id, operator_id
      """),

  /** Orders sold less orders voided: one of two types counts once, with its first line. */
  ORDERS(
      "insight.order_sum",
      Rows.GROW,
      """
      SELECT business_day, terminal_id, operator_id,
             count(*) FILTER (WHERE entry = 'SALE') - count(*) FILTER (WHERE entry = 'VOID')
               AS orders
      FROM ordering.v_sale_lines WHERE business_day BETWEEN :first AND :last AND line_no = 1
        AND at >= :since::timestamptz AND at < :until::timestamptz
      GROUP BY business_day, terminal_id, operator_id
      """),

  /** Sales and people hour by hour. */
  HOURS(
      "insight.hour_sum",
      Rows.GROW,
      """
      SELECT business_day, hour, sum(tickets)::bigint AS tickets,
             sum(amount_minor)::bigint AS amount_minor, sum(admissions)::bigint AS admissions,
             sum(passages)::bigint AS passages, sum(exits)::bigint AS exits
      FROM (
        SELECT business_day, date_trunc('hour', at AT TIME ZONE :zone) AS hour, tickets,
               amount_minor, 0 AS admissions, 0 AS passages, 0 AS exits
        FROM ordering.v_sale_lines WHERE business_day BETWEEN :first AND :last
          AND at >= :since::timestamptz AND at < :until::timestamptz
        UNION ALL
        SELECT business_day, date_trunc('hour', at AT TIME ZONE :zone), 0, 0,
               (kind = 'FIRST' AND conflict IS NULL)::int, (kind IN ('FIRST', 'REENTRY'))::int,
               (NOT inbound)::int
        FROM admission.v_passages WHERE business_day BETWEEN :first AND :last
          AND :until::timestamptz = 'infinity'
      ) m GROUP BY business_day, hour
      """),

  /** People at the gates. */
  FLOW(
      "insight.flow_sum",
      Rows.CHANGE,
      """
      SELECT business_day, gate_id, max(gate_no) AS gate_no, product_no, kind, inbound,
             conflict IS NOT NULL AS conflict, decided_by, count(*) AS people
      FROM admission.v_passages WHERE business_day BETWEEN :first AND :last
      GROUP BY business_day, gate_id, product_no, kind, inbound, conflict IS NOT NULL, decided_by
      """),

  /** Money taken and paid back. */
  TENDERS(
      "insight.tender_sum",
      Rows.CHANGE,
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
  LEDGER("insight.ledger_sum", Rows.GROW, LedgerEquality.BY_DAY),

  /** What became of the tickets sold on a day. */
  TICKETS(
      "insight.ticket_sum",
      Rows.CHANGE,
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
      Rows.CHANGE,
      """
      SELECT visit_day AS business_day, sum(used)::bigint AS used, sum(uses)::bigint AS due
      FROM ticketing.v_tickets
      WHERE visit_day BETWEEN :first AND :last AND uses > 0 AND state NOT IN ('REFUNDED', 'VOID')
      GROUP BY visit_day
      """),

  /** Codes shown to enter, by the calendar day of the answer. */
  SHOWN(
      "insight.shown_sum",
      Rows.CHANGE,
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
      Rows.CHANGE,
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

  /** What can become of rows once they are written. */
  private enum Rows {
    GROW,
    CHANGE
  }

  private final String table;
  private final Rows rows;
  private final String query;

  DaySum(String table, Rows rows, String query) {
    this.table = table;
    this.rows = rows;
    this.query = query;
  }

  /** Those that are kept of the open day too, up to some moment. */
  static List<DaySum> growing() {
    return Arrays.stream(values()).filter(sum -> sum.rows == Rows.GROW).toList();
  }

  /** Where the sums that are kept stand. */
  String table() {
    return table;
  }

  /**
   * The sums of the days from {@code :first} to {@code :last}, read from the rooms, of what came
   * from {@code :since} up to {@code :until}.
   */
  String query() {
    return query;
  }

  /** What {@link #query()} gives, as one text of JSON. */
  String rest() {
    return "SELECT coalesce(jsonb_agg(r), '[]')::text FROM (" + query + ") r";
  }

  /** The name of the parameter that brings the rest of a span. */
  String parameter() {
    return "rest" + name();
  }

  /** The sums of a span, to select from: kept ones as far as there are, and the rest. */
  String ofSpan() {
    return """
    (SELECT * FROM {table} WHERE business_day BETWEEN :from AND :to
     UNION ALL SELECT * FROM jsonb_populate_recordset(NULL::{table}, :{rest}::jsonb))"""
        .replace("{table}", table)
        .replace("{rest}", parameter());
  }
}
