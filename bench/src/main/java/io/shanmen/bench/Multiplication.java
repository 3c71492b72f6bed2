package io.shanmen.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes the rows of one sold and used order again, with other ids and times. What is not named
 * here stays as it was in the sample, so that new columns need no word.
 */
final class Multiplication {

  /** Where new numbers begin: below those that the park gives itself. */
  static final long FIRST_ORDER_NO = 2_000_000;

  private static final long FIRST_OWN_ORDER_NO = 10_000_000;
  private static final int WINDOWS = 10;
  private static final int TYPES = 6;

  /** One in so many tickets expired unused. */
  private static final int UNUSED_ONE_IN = 20;

  /** Visitors come so long after they have bought. */
  private static final String LATER = "interval '10 minutes'";

  /**
   * A table, which of the rows it is made of, and what differs from the sample in each row.
   *
   * @param from {@code o} for a row for each order, {@code t} for each ticket
   */
  private record Copy(String table, String from, Map<String, String> columns) {
    String sample() {
      return "bench.sample_" + table.substring(table.indexOf('.') + 1);
    }
  }

  private static final Map<String, String> SELLER =
      Map.of("operator_id", "x.operator_id", "terminal_id", "x.terminal_id");

  private static final List<Copy> COPIES =
      List.of(
          new Copy(
              "ordering.sale_order",
              "o",
              with(
                  SELLER,
                  Map.of(
                      "order_id", "x.order_id",
                      "order_no", "x.order_no",
                      "sold_at", "x.at",
                      "business_day", "x.day"))),
          new Copy(
              "ordering.order_line",
              "o",
              Map.of(
                  "order_id", "x.order_id",
                  "product_no", "x.product_no",
                  "visit_day", "x.day",
                  "hold_id", "x.hold_id")),
          new Copy(
              "capacity.claim",
              "o",
              Map.of("hold_id", "x.hold_id", "day", "x.day", "expires_at", "x.at")),
          new Copy(
              "payment.payment",
              "o",
              with(
                  SELLER,
                  Map.of(
                      "payment_id", "x.payment_id",
                      "order_id", "x.order_id",
                      "business_day", "x.day",
                      "paid_at", "x.at"))),
          new Copy(
              "payment.drawer_opening",
              "o",
              with(SELLER, Map.of("opening_id", "x.payment_id", "opened_at", "x.at"))),
          new Copy(
              "ledger.transfer",
              "o",
              Map.of(
                  "transfer_id", "bench.id(CASE s.reason WHEN 'SALE' THEN 5 ELSE 6 END, x.n, x.at)",
                  "reference", "x.order_id::text",
                  "business_day", "x.day",
                  "posted_at", "x.at")),
          new Copy(
              "ticketing.ticket",
              "t",
              with(
                  with(
                      SELLER,
                      Map.of(
                          "ticket_no", "x.ticket_no",
                          "order_id", "x.order_id",
                          "product_no", "x.product_no",
                          "used", "x.used",
                          "reserved", "0",
                          "first_used_at", "CASE x.used WHEN 1 THEN x.at + " + LATER + " END",
                          "last_used_at", "CASE x.used WHEN 1 THEN x.at + " + LATER + " END",
                          "state", "CASE x.used WHEN 1 THEN 'USED' ELSE 'EXPIRED' END")),
                  Map.of(
                      "valid_from", "x.day",
                      "valid_to", "x.day",
                      "visit_day", "x.day",
                      "print_state", "'PRINTED'",
                      "business_day", "x.day",
                      "issued_at", "x.at"))),
          new Copy(
              "admission.presentation",
              "t",
              Map.of(
                  "request_id", "x.request_id",
                  "ticket_no", "x.ticket_no",
                  "product_no", "x.product_no",
                  "keep_until", "x.day + 7",
                  "presented_at", "x.at + " + LATER,
                  "decided_at", "x.at + " + LATER,
                  "expires_at", "x.at + " + LATER)),
          new Copy(
              "admission.passage",
              "t",
              Map.of(
                  "request_id", "x.request_id",
                  "ticket_no", "x.ticket_no",
                  "product_no", "x.product_no",
                  "passed_at", "x.at + " + LATER + " + x.n % 3000 * interval '1 millisecond'",
                  "received_at", "x.at + " + LATER + " + interval '3 seconds'",
                  "business_day", "x.day")));

  private final JdbcClient jdbc;
  private final int ticketsAnOrder;
  private final int days;

  Multiplication(JdbcClient jdbc, int ticketsAnOrder, int days) {
    this.jdbc = jdbc;
    this.ticketsAnOrder = ticketsAnOrder;
    this.days = days;
    // What the rows refer to is there; to ask it five million times would only take time.
    jdbc.sql("SET session_replication_role = replica").update();
  }

  private static Map<String, String> with(Map<String, String> one, Map<String, String> other) {
    Map<String, String> both = new LinkedHashMap<>(one);
    both.putAll(other);
    return both;
  }

  /** Keeps the rows of an order of which one ticket was used. */
  static void sample(JdbcClient jdbc, String orderId) {
    for (Copy copy : COPIES) {
      String rows =
          switch (copy.table()) {
            case "capacity.claim" ->
                "hold_id = (SELECT hold_id FROM ordering.order_line WHERE order_id = '%s')";
            case "payment.drawer_opening" ->
                "opening_id = (SELECT payment_id FROM payment.payment WHERE order_id = '%s')";
            case "ledger.transfer" -> "reference = '%s'";
            case "admission.presentation", "admission.passage" ->
                "ticket_no IN (SELECT ticket_no FROM ticketing.ticket WHERE order_id = '%s')";
            case "ticketing.ticket" ->
                "ticket_no = (SELECT max(ticket_no) FROM ticketing.ticket WHERE order_id = '%s')";
            default -> "order_id = '%s'";
          };
      jdbc.sql(
              "CREATE TABLE %s AS SELECT * FROM %s WHERE %s"
                  .formatted(copy.sample(), copy.table(), rows.formatted(orderId)))
          .update();
    }
    jdbc.sql(
            """
            CREATE FUNCTION bench.id(kind int, n bigint, at timestamptz) RETURNS uuid
            LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
              SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0')
                || '7' || lpad(to_hex(kind), 3, '0') || '8' || lpad(to_hex(n), 15, '0'))::uuid
            $$;
            ALTER SEQUENCE ordering.order_number_block RESTART WITH %d
            """
                .formatted(FIRST_OWN_ORDER_NO))
        .update();
  }

  /**
   * Writes the tickets from one number up to another, with all that belongs to them.
   *
   * @param total how many there will be: the days are filled evenly
   */
  void write(long from, long to, long total) {
    jdbc.sql(
            """
            DROP TABLE IF EXISTS o, t;
            CREATE TEMP TABLE o AS
            SELECT n, %1$d + n AS order_no, day, at, bench.id(1, n, at) AS order_id,
                   bench.id(2, n, at) AS hold_id, bench.id(3, n, at) AS payment_id,
                   md5('operator' || n %% %2$d)::uuid AS operator_id,
                   md5('terminal' || n %% %2$d)::uuid AS terminal_id,
                   (1 + n / %2$d %% %3$d)::int AS product_no
            FROM (
              SELECT n, day, day + n * 37 %% 36000 * interval '1 second' AS at
              FROM (
                SELECT n, current_date - %4$d + (n * %4$d / %5$d)::int AS day
                FROM generate_series(%6$d, %7$d) n
              ) d
            ) m;
            CREATE TEMP TABLE t AS
            SELECT i AS n, i + 1 AS ticket_no, o.order_id, bench.id(4, i, o.at) AS request_id, o.day, o.at,
                   o.operator_id, o.terminal_id, o.product_no,
                   CASE WHEN i %% %8$d = 0 THEN 0 ELSE 1 END AS used
            FROM o CROSS JOIN LATERAL
              generate_series(o.n * %9$d, o.n * %9$d + %9$d - 1) i
            """
                .formatted(
                    FIRST_ORDER_NO,
                    WINDOWS,
                    TYPES,
                    days,
                    Math.ceilDiv(total, ticketsAnOrder),
                    from / ticketsAnOrder,
                    to / ticketsAnOrder - 1,
                    UNUSED_ONE_IN,
                    ticketsAnOrder))
        .update();
    COPIES.forEach(this::copy);
    jdbc.sql(
            """
            INSERT INTO capacity.place (place_pool_id, day, slot, capacity, sold)
            SELECT place_pool_id, o.day, slot, 10000000, sum(heads)
            FROM o, bench.sample_claim GROUP BY 1, 2, 3
            ON CONFLICT (place_pool_id, day, slot)
            DO UPDATE SET sold = place.sold + excluded.sold;
            INSERT INTO admission.occupancy (business_day, ins, closed_at, residual)
            SELECT day, count(*), day + interval '1 day', 0 FROM t WHERE used = 1 GROUP BY day
            ON CONFLICT (business_day) DO UPDATE SET ins = occupancy.ins + excluded.ins;
            UPDATE ledger.balance b SET debits_posted = debits_posted + s.minor
            FROM (SELECT debit_account_id, sum(amount_minor) * (SELECT count(*) FROM o) AS minor
                  FROM bench.sample_transfer GROUP BY 1) s
            WHERE b.account_id = s.debit_account_id;
            UPDATE ledger.balance b SET credits_posted = credits_posted + s.minor
            FROM (SELECT credit_account_id, sum(amount_minor) * (SELECT count(*) FROM o) AS minor
                  FROM bench.sample_transfer GROUP BY 1) s
            WHERE b.account_id = s.credit_account_id;
            INSERT INTO bench.grown VALUES (%d)
            """
                .formatted(to - from))
        .update();
  }

  private void copy(Copy copy) {
    List<String> columns =
        jdbc.sql(
                """
                SELECT attname FROM pg_attribute
                WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped
                  AND attgenerated = '' AND attidentity = ''
                """)
            .param(copy.table())
            .query((row, number) -> row.getString(1))
            .list();
    String values =
        columns.stream()
            .map(column -> copy.columns().getOrDefault(column, "s." + column))
            .collect(Collectors.joining(", "));
    // Nobody shows a ticket that expired unused.
    boolean used = copy.table().startsWith("admission.");
    jdbc.sql(
            "INSERT INTO %s (%s) SELECT %s FROM %s x CROSS JOIN %s s %s ORDER BY x.n"
                .formatted(
                    copy.table(),
                    String.join(", ", columns),
                    values,
                    copy.from(),
                    copy.sample(),
                    used ? "WHERE x.used = 1" : ""))
        .update();
  }
}
