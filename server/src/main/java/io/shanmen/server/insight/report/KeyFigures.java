package io.shanmen.server.insight.report;

import io.shanmen.server.insight.report.KeyFigure.Name;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Calculates the key figures of a span of days, each by its one definition. */
@Component
class KeyFigures {

  private static final Name K1 =
      new Name(
          "K1",
          "入园人次",
          "Admissions",
          "每票每人首次入园；不含再次入园、人工放行、应急无票通行和冲突",
          "First passages of each person; without re-entries, manual releases, emergencies, conflicts");
  private static final Name K2 =
      new Name(
          "K2",
          "通行次数",
          "Passages in",
          "持票入园通行总数，含再次入园",
          "All passages in with a ticket, re-entries included");
  private static final Name K2_FACTOR =
      new Name("K2b", "重入系数", "Re-entry factor", "通行次数 ÷ 入园人次", "Passages in ÷ admissions");
  private static final Name K3 =
      new Name(
          "K3",
          "最高在园人数",
          "Most people in the park",
          "期间在园人数（入 − 出 ± 校正）的最大值",
          "The highest count of people in the park (in − out ± corrections)");
  private static final Name K4_SALES =
      new Name("K4", "售票收入（销售口径）", "Ticket sales", "售票金额 − 撤销", "Sold − voided, by day of sale");
  private static final Name K4_NET =
      new Name(
          "K4n",
          "净收入（销售口径）",
          "Net ticket revenue",
          "售票金额 − 撤销 − 退款（按付款、退款日）",
          "Sold − voided − refunded, by day of payment and of refund");
  private static final Name K5 =
      new Name(
          "K5",
          "门票均价",
          "Average price",
          "收费票金额 ÷ 收费票人次（不含免票）",
          "Sales of paid tickets ÷ people on them; free tickets left out");
  private static final Name K16 =
      new Name(
          "K16",
          "核销率",
          "Share used",
          "游玩日在本期的有效票：已用人次 ÷ 应到人次",
          "Of valid tickets for these days: uses taken ÷ uses sold");
  private static final Name K18_TICKETS =
      new Name(
          "K18",
          "退票率",
          "Share of tickets refunded",
          "本期售出票中已退张数 ÷ 售出张数",
          "Of the tickets sold in this time: refunded ÷ sold");
  private static final Name K18_MONEY =
      new Name("K18m", "退款额率", "Share of money refunded", "退款额 ÷ 销售额", "Refunds ÷ sales");
  private static final Name K22_VOID =
      new Name("K22", "作废率", "Share voided", "作废张数 ÷ 出票张数", "Voided ÷ issued tickets");
  private static final Name K22_REPRINT =
      new Name("K22r", "重打率", "Share reprinted", "重打次数 ÷ 出票张数", "Reprints ÷ issued tickets");
  private static final Name K23 =
      new Name(
          "K23",
          "高峰时段系数",
          "Peak hour factor",
          "最大小时入园 ÷ 平均小时入园（有入园的时段之间）",
          "Busiest hour ÷ mean hour, between the first and the last with admissions");
  private static final Name K23_SHARE =
      new Name(
          "K23s", "高峰小时占比", "Share of the busiest hour", "最大小时入园 ÷ 全日入园", "Busiest hour ÷ all");
  private static final Name K26 =
      new Name(
          "K26",
          "首扫成功率",
          "Accepted at once",
          "联网验票中放行的 ÷ 联网的全部入园验票；闸机离线判定的不计",
          "Admitted ÷ all presentations to enter, of those that a gate asked the server about");
  private static final Name K27 =
      new Name(
          "K27",
          "放行时长（中位）",
          "From answer to passage, median",
          "放行指令到通过的中位时间，毫秒",
          "Median time from the answer to the passage, in milliseconds");
  private static final Name K28 =
      new Name(
          "K28",
          "人工放行率",
          "Manual releases",
          "（人工放行 + 应急无票）÷ 入园通行",
          "(Manual + unticketed) ÷ all passages in");
  private static final Name K29 =
      new Name(
          "K29",
          "离线占比",
          "Decided by the gate alone",
          "闸机自行判定的通行 ÷ 持票通行",
          "Passages decided by the gate ÷ passages with a ticket");
  private static final Name K29_CONFLICTS =
      new Name("K29c", "冲突", "Conflicts", "与另一次通行冲突的通行数", "Passages in conflict with another");
  private static final Name K34 =
      new Name(
          "K34",
          "长短款率",
          "Over and short",
          "Σ|长短款| ÷ 现金收款（已日结班次）",
          "Sum of absolute over and short ÷ cash taken, closed shifts");

  private record Sold(long amount, long paidAmount, long paidPeople, long refunded) {}

  private record Flow(
      long admissions,
      long passages,
      long inbound,
      long staffAndEmergency,
      long byGate,
      long withTicket,
      long conflicts) {}

  private record Hours(long most, long all, long open) {}

  private record Tickets(long issued, long refunded, long voided, long reprints) {}

  private record Used(long used, long due) {}

  private record Shown(long admitted, long all, @Nullable BigDecimal medianMillis) {}

  private record Cash(long absoluteOverShort, long taken) {}

  private final JdbcClient jdbc;

  KeyFigures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<KeyFigure> of(Span span) {
    Sold sold = sold(span);
    Flow flow = flow(span);
    Hours hours = hours(span);
    Tickets tickets = tickets(span);
    Used used = used(span);
    Shown shown = shown(span);
    Cash cash = cash(span);
    return List.of(
        KeyFigure.count(K1, flow.admissions()),
        KeyFigure.count(K2, flow.passages()),
        KeyFigure.ratio(K2_FACTOR, flow.passages(), flow.admissions()),
        KeyFigure.count(K3, peak(span)),
        KeyFigure.money(K4_SALES, sold.amount()),
        KeyFigure.money(K4_NET, sold.amount() - sold.refunded()),
        KeyFigure.moneyEach(K5, sold.paidAmount(), sold.paidPeople()),
        KeyFigure.ratio(K16, used.used(), used.due()),
        KeyFigure.ratio(K18_TICKETS, tickets.refunded(), tickets.issued()),
        KeyFigure.ratio(K18_MONEY, sold.refunded(), sold.amount()),
        KeyFigure.ratio(K22_VOID, tickets.voided(), tickets.issued()),
        KeyFigure.ratio(K22_REPRINT, tickets.reprints(), tickets.issued()),
        KeyFigure.ratio(K23, hours.most() * hours.open(), hours.all()),
        KeyFigure.ratio(K23_SHARE, hours.most(), hours.all()),
        KeyFigure.ratio(K26, shown.admitted(), shown.all()),
        KeyFigure.millis(K27, shown.medianMillis()),
        KeyFigure.ratio(K28, flow.staffAndEmergency(), flow.inbound()),
        KeyFigure.ratio(K29, flow.byGate(), flow.withTicket()),
        KeyFigure.count(K29_CONFLICTS, flow.conflicts()),
        KeyFigure.ratio(K34, cash.absoluteOverShort(), cash.taken()));
  }

  private Sold sold(Span span) {
    return jdbc.sql(
            """
            SELECT coalesce(sum(amount_minor), 0) AS amount,
                   coalesce(sum(paid_minor), 0) AS paid_amount,
                   coalesce(sum(paid_heads), 0) AS paid_people,
                   coalesce(sum(refunded_minor), 0) AS refunded
            FROM %s s
            """
                .formatted(DaySum.SALES.ofSpan()))
        .params(span.params())
        .query(
            (row, number) ->
                new Sold(
                    row.getLong("amount"),
                    row.getLong("paid_amount"),
                    row.getLong("paid_people"),
                    row.getLong("refunded")))
        .single();
  }

  private Flow flow(Span span) {
    return jdbc.sql(
            """
            SELECT sum(people) FILTER (WHERE kind = 'FIRST' AND NOT conflict) AS admissions,
                   sum(people) FILTER (WHERE kind IN ('FIRST', 'REENTRY')) AS passages,
                   sum(people) FILTER (WHERE inbound) AS inbound,
                   sum(people) FILTER (WHERE kind IN ('MANUAL', 'UNTICKETED_IN')) AS by_hand,
                   sum(people) FILTER (WHERE decided_by = 'GATE') AS by_gate,
                   sum(people) FILTER (WHERE decided_by IN ('GATE', 'SERVER')) AS with_ticket,
                   sum(people) FILTER (WHERE conflict) AS conflicts
            FROM %s f
            """
                .formatted(DaySum.FLOW.ofSpan()))
        .params(span.params())
        .query(KeyFigures::flow)
        .single();
  }

  /** A sum of nothing is null, which reads as nought. */
  private static Flow flow(ResultSet row, int number) throws SQLException {
    return new Flow(
        row.getLong("admissions"),
        row.getLong("passages"),
        row.getLong("inbound"),
        row.getLong("by_hand"),
        row.getLong("by_gate"),
        row.getLong("with_ticket"),
        row.getLong("conflicts"));
  }

  private long peak(Span span) {
    return jdbc.sql(
            """
            SELECT coalesce(max(peak), 0) FROM admission.v_occupancy
            WHERE business_day BETWEEN :from AND :to
            """)
        .params(span.params())
        .query(Long.class)
        .single();
  }

  /** Hours of all days of the span: open are those from a day's first admission to its last. */
  private Hours hours(Span span) {
    return jdbc.sql(
            """
            WITH hours AS (
              SELECT business_day, hour, admissions AS people FROM %s h WHERE admissions > 0
            ), days AS (
              SELECT extract(epoch FROM max(hour) - min(hour)) / 3600 + 1 AS open
              FROM hours GROUP BY business_day
            )
            SELECT coalesce(max(people), 0) AS most, coalesce(sum(people), 0) AS all_people,
                   coalesce((SELECT sum(open) FROM days), 0)::bigint AS open
            FROM hours
            """
                .formatted(DaySum.HOURS.ofSpan()))
        .params(span.params())
        .query(
            (row, number) ->
                new Hours(row.getLong("most"), row.getLong("all_people"), row.getLong("open")))
        .single();
  }

  private Tickets tickets(Span span) {
    return jdbc.sql(
            """
            SELECT sum(issued) AS issued, sum(refunded) AS refunded, sum(voided) AS voided,
                   sum(reprints) AS reprints
            FROM %s t
            """
                .formatted(DaySum.TICKETS.ofSpan()))
        .params(span.params())
        .query(
            (row, number) ->
                new Tickets(
                    row.getLong("issued"),
                    row.getLong("refunded"),
                    row.getLong("voided"),
                    row.getLong("reprints")))
        .single();
  }

  private Used used(Span span) {
    return jdbc.sql(
            "SELECT sum(used) AS used, sum(due) AS due FROM %s v".formatted(DaySum.VISITS.ofSpan()))
        .params(span.params())
        .query((row, number) -> new Used(row.getLong("used"), row.getLong("due")))
        .single();
  }

  private Shown shown(Span span) {
    return jdbc.sql(
            """
            SELECT sum(admitted) AS admitted, sum(shown) AS all_shown,
                   (SELECT min(millis) FROM (
                      SELECT millis, sum(people) OVER (ORDER BY millis) AS up_to_here,
                             sum(people) OVER () AS all_people
                      FROM (SELECT millis, sum(people) AS people FROM %s w GROUP BY millis) g
                    ) c WHERE 2 * up_to_here >= all_people) AS median
            FROM %s s
            """
                .formatted(DaySum.WAITS.ofSpan(), DaySum.SHOWN.ofSpan()))
        .params(span.params())
        .query(
            (row, number) ->
                new Shown(
                    row.getLong("admitted"), row.getLong("all_shown"), row.getBigDecimal("median")))
        .single();
  }

  private Cash cash(Span span) {
    return jdbc.sql(
            """
            SELECT (SELECT coalesce(sum(abs(over_short_minor)), 0) FROM cashdesk.v_shift
                    WHERE business_day BETWEEN :from AND :to) AS over_short,
                   (SELECT coalesce(sum(taken), 0) FROM %s t WHERE kind = 'CASH') AS taken
            """
                .formatted(DaySum.TENDERS.ofSpan()))
        .params(span.params())
        .query((row, number) -> new Cash(row.getLong("over_short"), row.getLong("taken")))
        .single();
  }
}
