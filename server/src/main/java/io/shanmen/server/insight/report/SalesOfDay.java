package io.shanmen.server.insight.report;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was sold on a business day, voids taken off, from the sums of which reports are made. It is
 * asked in a transaction that sees one snapshot.
 */
@Component
public class SalesOfDay {

  /** Sales from three sides. */
  public record Sold(List<OfHour> byHour, List<OfType> byType, List<OfWindow> byWindow) {}

  /**
   * Sales of an hour.
   *
   * @param hour local, 0 to 23
   */
  public record OfHour(int hour, long tickets, long amountMinor) {}

  /** Sales of a ticket type, by the name under which it was sold. */
  public record OfType(
      int productNo, String zh, String en, long tickets, long people, long amountMinor) {}

  /** Sales of a window. */
  public record OfWindow(
      UUID terminalId, String name, long orders, long tickets, long people, long amountMinor) {}

  private final JdbcClient jdbc;
  private final DaySums sums;

  SalesOfDay(JdbcClient jdbc, DaySums sums) {
    this.jdbc = jdbc;
    this.sums = sums;
  }

  public Sold of(LocalDate day) {
    Span span = sums.read(day, day, List.of(DaySum.SALES, DaySum.ORDERS, DaySum.HOURS));
    return new Sold(byHour(span), byType(span), byWindow(span));
  }

  private List<OfHour> byHour(Span day) {
    return jdbc.sql(
            """
            SELECT extract(hour FROM hour)::int AS of_hour, sum(tickets) AS tickets,
                   sum(amount_minor) AS amount
            FROM %s h GROUP BY 1
            """
                .formatted(DaySum.HOURS.ofSpan()))
        .params(day.params())
        .query(
            (row, number) ->
                new OfHour(row.getInt("of_hour"), row.getLong("tickets"), row.getLong("amount")))
        .list();
  }

  /** Without types that were only voided or refunded. */
  private List<OfType> byType(Span day) {
    return jdbc.sql(
            """
            SELECT product_no, max(product_zh) AS zh, max(product_en) AS en,
                   sum(tickets) AS tickets, sum(heads) AS people, sum(amount_minor) AS amount
            FROM %s s GROUP BY product_no HAVING sum(tickets) <> 0
            """
                .formatted(DaySum.SALES.ofSpan()))
        .params(day.params())
        .query(
            (row, number) ->
                new OfType(
                    row.getInt("product_no"),
                    row.getString("zh"),
                    row.getString("en"),
                    row.getLong("tickets"),
                    row.getLong("people"),
                    row.getLong("amount")))
        .list();
  }

  /** Windows at which anything was sold or voided, by name. */
  private List<OfWindow> byWindow(Span day) {
    return jdbc.sql(
            """
            SELECT s.terminal_id, coalesce(max(t.name), '?') AS name,
                   coalesce(sum(s.orders), 0) AS orders, sum(s.tickets) AS tickets,
                   sum(s.heads) AS people, sum(s.amount_minor) AS amount
            FROM (
              SELECT terminal_id, NULL::bigint AS orders, tickets, heads, amount_minor FROM %s a
              UNION ALL
              SELECT terminal_id, orders, 0, 0, 0 FROM %s b
            ) s LEFT JOIN terminal.v_terminal t USING (terminal_id)
            GROUP BY s.terminal_id HAVING count(s.orders) > 0 ORDER BY 2, s.terminal_id
            """
                .formatted(DaySum.SALES.ofSpan(), DaySum.ORDERS.ofSpan()))
        .params(day.params())
        .query(
            (row, number) ->
                new OfWindow(
                    row.getObject("terminal_id", UUID.class),
                    row.getString("name"),
                    row.getLong("orders"),
                    row.getLong("tickets"),
                    row.getLong("people"),
                    row.getLong("amount")))
        .list();
  }
}
