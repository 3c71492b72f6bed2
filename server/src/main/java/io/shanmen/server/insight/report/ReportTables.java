package io.shanmen.server.insight.report;

import io.shanmen.server.identity.OperatorNames;
import io.shanmen.server.insight.sheet.Column;
import io.shanmen.server.insight.sheet.Table;
import io.shanmen.server.insight.sheet.TableQuery;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The tables of a report. Sales are as sold less voids; refunds stand beside them, never in them.
 */
@Component
class ReportTables {

  private static final Column ORDERS = Column.count("orders", "订单数", "Orders");

  private static final List<Column> SALES =
      List.of(
          Column.count("tickets", "售票张数", "Tickets sold"),
          Column.count("people", "售票人次", "People on them"),
          Column.money("amount", "售票金额", "Sales"),
          Column.count("refundedTickets", "退票张数", "Tickets refunded"),
          Column.money("refunded", "退款金额", "Refunds"),
          Column.money("net", "净额", "Net"),
          Column.ratio("refundRate", "退款额率", "Share refunded"));

  private static final String MEASURES =
      """
      sum(m.tickets), sum(m.heads),
      sum(m.amount_minor), sum(m.refunded_tickets), sum(m.refunded_minor),
      sum(m.amount_minor) - sum(m.refunded_minor),
      sum(m.refunded_minor)::numeric / nullif(sum(m.amount_minor), 0)
      """;

  /** Orders and what was sold on them as one stream, so that one grouping gives both. */
  private static final String SALES_AND_ORDERS =
      """
      FROM (
        SELECT terminal_id, operator_id, 0 AS orders, tickets, heads, amount_minor,
               refunded_tickets, refunded_minor
        FROM %s s
        UNION ALL
        SELECT terminal_id, operator_id, orders, 0, 0, 0, 0, 0 FROM %s o
      ) m
      """
          .formatted(DaySum.SALES.ofSpan(), DaySum.ORDERS.ofSpan());

  private final JdbcClient jdbc;
  private final OperatorNames operators;

  ReportTables(JdbcClient jdbc, OperatorNames operators) {
    this.jdbc = jdbc;
    this.operators = operators;
  }

  /** All tables of a report, in the order of the page. */
  List<Table> all(Period period, Span span) {
    return List.of(
        course(period, span),
        salesByType(span),
        salesByWindow(span),
        salesByOperator(span),
        byTender(span),
        byHour(span),
        flowByType(span),
        flowByGate(span),
        ledgerCheck(span));
  }

  private static List<Column> columns(List<Column> first, List<Column> rest) {
    return java.util.stream.Stream.concat(first.stream(), rest.stream()).toList();
  }

  /** Without orders: one of two types would count twice in the sum. */
  private Table salesByType(Span span) {
    List<Column> columns =
        columns(
            List.of(
                Column.text("nameZh", "票种", "Ticket type"),
                Column.text("nameEn", "英文名", "Name in English")),
            SALES);
    return Table.summed(
        "SALES_BY_TYPE",
        "票种销售",
        "Sales by ticket type",
        columns,
        TableQuery.rows(
            jdbc,
            "SELECT max(m.product_zh), max(m.product_en), "
                + MEASURES
                + "FROM "
                + DaySum.SALES.ofSpan()
                + " m GROUP BY m.product_no ORDER BY m.product_no",
            span.params(),
            columns));
  }

  private Table salesByWindow(Span span) {
    List<Column> columns = columns(List.of(Column.text("window", "窗口", "Window"), ORDERS), SALES);
    return Table.summed(
        "SALES_BY_WINDOW",
        "窗口销售",
        "Sales by window",
        columns,
        TableQuery.rows(
            jdbc,
            "SELECT coalesce(max(t.name), '?'), sum(m.orders), "
                + MEASURES
                + SALES_AND_ORDERS
                + """
                LEFT JOIN terminal.v_terminal t USING (terminal_id)
                GROUP BY terminal_id ORDER BY 1, terminal_id
                """,
            span.params(),
            columns));
  }

  private Table salesByOperator(Span span) {
    List<Column> columns =
        columns(List.of(Column.text("operator", "操作员", "Operator"), ORDERS), SALES);
    return Table.summed(
        "SALES_BY_OPERATOR",
        "人员销售",
        "Sales by operator",
        columns,
        named(
            TableQuery.rows(
                jdbc,
                "SELECT m.operator_id, sum(m.orders), "
                    + MEASURES
                    + SALES_AND_ORDERS
                    + "GROUP BY m.operator_id ORDER BY m.operator_id",
                span.params(),
                columns)));
  }

  /** Names in the first column in place of ids, and the rows in their order. */
  private List<List<@Nullable Object>> named(List<List<@Nullable Object>> rows) {
    rows.forEach(row -> row.set(0, operators.of(UUID.fromString(String.valueOf(row.getFirst())))));
    return rows.stream()
        .sorted(Comparator.comparing(row -> String.valueOf(row.getFirst())))
        .toList();
  }

  private Table byTender(Span span) {
    List<Column> columns =
        List.of(
            Column.text("tender", "收款方式", "Tender"),
            Column.count("payments", "收款笔数", "Payments"),
            Column.money("taken", "收款金额", "Taken"),
            Column.count("repayments", "退付笔数", "Paid back, times"),
            Column.money("repaid", "退付金额", "Paid back"),
            Column.money("net", "净收", "Net"));
    return Table.summed(
        "BY_TENDER",
        "收款方式",
        "Tenders",
        columns,
        TableQuery.rows(
            jdbc,
            """
            SELECT kind, sum(payments), sum(taken), sum(repayments), sum(repaid),
                   sum(taken) - sum(repaid)
            FROM %s m GROUP BY kind ORDER BY kind
            """
                .formatted(DaySum.TENDERS.ofSpan()),
            span.params(),
            columns));
  }

  private Table byHour(Span span) {
    List<Column> columns =
        List.of(
            Column.text("hour", "时段", "Hour"),
            Column.count("tickets", "售票张数", "Tickets sold"),
            Column.money("amount", "售票金额", "Sales"),
            Column.count("admissions", "入园人次", "Admissions"),
            Column.count("passages", "入园通行", "Passages in"),
            Column.count("exits", "出园人次", "Exits"));
    return Table.summed(
        "BY_HOUR",
        "分时",
        "By hour",
        columns,
        TableQuery.rows(
            jdbc,
            """
            SELECT to_char(hour, 'HH24') || ':00', sum(tickets), sum(amount_minor),
                   sum(admissions), sum(passages), sum(exits)
            FROM %s m GROUP BY 1 ORDER BY 1
            """
                .formatted(DaySum.HOURS.ofSpan()),
            span.params(),
            columns));
  }

  /** Sales and visitors day by day, or month by month where the period is long. */
  private Table course(Period period, Span span) {
    List<Column> columns =
        List.of(
            period.isByMonth()
                ? Column.text("month", "月份", "Month")
                : Column.text("day", "日期", "Day"),
            Column.count("tickets", "售票张数", "Tickets sold"),
            Column.count("people", "售票人次", "People on them"),
            Column.money("amount", "售票金额", "Sales"),
            Column.money("refunded", "退款金额", "Refunds"),
            Column.money("net", "净额", "Net"),
            Column.count("admissions", "入园人次", "Admissions"),
            Column.count("passages", "入园通行", "Passages in"),
            Column.count("exits", "出园人次", "Exits"));
    return Table.summed(
        "COURSE",
        "走势",
        "Course",
        columns,
        TableQuery.rows(
            jdbc,
            """
            SELECT to_char(business_day, '%s'), sum(tickets), sum(people), sum(amount),
                   sum(refunded), sum(amount) - sum(refunded), sum(admissions), sum(passages),
                   sum(exits)
            FROM (
              SELECT business_day, tickets, heads AS people, amount_minor AS amount,
                     refunded_minor AS refunded, 0 AS admissions, 0 AS passages, 0 AS exits
              FROM %s s
              UNION ALL
              SELECT business_day, 0, 0, 0, 0, admissions, passages, exits FROM %s h
            ) m GROUP BY 1 ORDER BY 1
            """
                .formatted(
                    period.isByMonth() ? "YYYY-MM" : "YYYY-MM-DD",
                    DaySum.SALES.ofSpan(),
                    DaySum.HOURS.ofSpan()),
            span.params(),
            columns));
  }

  private Table flowByType(Span span) {
    List<Column> columns =
        List.of(
            Column.text("nameZh", "票种", "Ticket type"),
            Column.text("nameEn", "英文名", "Name in English"),
            Column.count("admissions", "入园人次", "Admissions"),
            Column.count("reentries", "再次入园", "Re-entries"),
            Column.count("exits", "出园人次", "Exits"),
            Column.count("conflicts", "冲突", "Conflicts"));
    return Table.summed(
        "FLOW_BY_TYPE",
        "票种客流",
        "Visitors by ticket type",
        columns,
        TableQuery.rows(
            jdbc,
            """
            SELECT coalesce(max(n.name_zh), '无票 / 未知'), coalesce(max(n.name_en), 'No ticket / unknown'),
                   coalesce(sum(p.people) FILTER (WHERE p.kind = 'FIRST' AND NOT p.conflict), 0),
                   coalesce(sum(p.people) FILTER (WHERE p.kind = 'REENTRY' AND NOT p.conflict), 0),
                   coalesce(sum(p.people) FILTER (WHERE NOT p.inbound), 0),
                   coalesce(sum(p.people) FILTER (WHERE p.conflict), 0)
            FROM %s p LEFT JOIN catalog.v_product n USING (product_no)
            GROUP BY n.product_no ORDER BY n.product_no NULLS LAST
            """
                .formatted(DaySum.FLOW.ofSpan()),
            span.params(),
            columns));
  }

  private Table flowByGate(Span span) {
    List<Column> columns =
        List.of(
            Column.text("gate", "闸机", "Gate"),
            Column.count("admissions", "入园人次", "Admissions"),
            Column.count("passages", "入园通行", "Passages in"),
            Column.count("exits", "出园人次", "Exits"),
            Column.count("manual", "人工放行", "Manual releases"),
            Column.count("unticketed", "应急无票通行", "Unticketed in emergencies"),
            Column.count("conflicts", "冲突", "Conflicts"),
            Column.ratio("offline", "离线占比", "Decided by the gate"));
    return Table.summed(
        "FLOW_BY_GATE",
        "闸机客流",
        "Visitors by gate",
        columns,
        TableQuery.rows(
            jdbc,
            """
            SELECT CASE WHEN max(g.name) LIKE '%%' || max(f.gate_no) || '%%' THEN max(g.name)
                        ELSE concat_ws(' ', max(f.gate_no), max(g.name)) END,
                   coalesce(sum(people) FILTER (WHERE kind = 'FIRST' AND NOT conflict), 0),
                   coalesce(sum(people) FILTER (WHERE kind IN ('FIRST', 'REENTRY')), 0),
                   coalesce(sum(people) FILTER
                     (WHERE kind IN ('EXIT', 'EXIT_COUNTED', 'UNTICKETED_OUT')), 0),
                   coalesce(sum(people) FILTER (WHERE kind = 'MANUAL'), 0),
                   coalesce(sum(people) FILTER (WHERE kind = 'UNTICKETED_IN'), 0),
                   coalesce(sum(people) FILTER (WHERE conflict), 0),
                   coalesce(sum(people) FILTER (WHERE decided_by = 'GATE'), 0)
                     / sum(people) FILTER (WHERE decided_by IN ('GATE', 'SERVER'))
            FROM %s f LEFT JOIN admission.v_gates g USING (gate_id)
            GROUP BY gate_id ORDER BY max(f.gate_no)
            """
                .formatted(DaySum.FLOW.ofSpan()),
            span.params(),
            columns));
  }

  /** What this report says beside what the ledger says: each difference must be nought. */
  private Table ledgerCheck(Span span) {
    List<Column> columns =
        List.of(
            Column.text("item", "项目", "Item"),
            Column.money("report", "报表", "Report"),
            Column.money("ledger", "总账", "Ledger"),
            Column.money("difference", "差额", "Difference"));
    return Table.listed(
        "LEDGER_CHECK",
        "与总账核对",
        "Against the ledger",
        columns,
        TableQuery.rows(
            jdbc,
            """
            SELECT item, sum(report), sum(ledger), sum(report) - sum(ledger)
            FROM %s l GROUP BY item ORDER BY item
            """
                .formatted(DaySum.LEDGER.ofSpan()),
            span.params(),
            columns));
  }
}
