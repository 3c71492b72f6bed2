package io.shanmen.server.insight.report;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.identity.OperatorNames;
import io.shanmen.server.insight.InsightProblem;
import io.shanmen.server.insight.sheet.Column;
import io.shanmen.server.insight.sheet.Table;
import io.shanmen.server.insight.sheet.TableQuery;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The lines behind the numbers of a report, page by page, in the order of time. */
@Component
class ReportLines {

  /** What lines tell of. */
  enum Kind {
    SALES,
    REFUNDS,
    PASSAGES
  }

  /**
   * Which lines; what is null does not matter.
   *
   * @param hour local, 0 to 23
   */
  record Filter(
      @Nullable Integer productNo,
      @Nullable UUID terminalId,
      @Nullable UUID operatorId,
      @Nullable Integer gateNo,
      @Nullable Integer hour) {}

  /**
   * A page of lines.
   *
   * @param next where the next page begins; null after the last
   */
  record Page(Table table, @Nullable String next) {}

  /**
   * The last three columns of each query are the place of the line in the order of days and time,
   * which is that of an index: a page costs as much as its lines.
   */
  private static final List<Column> PLACE =
      List.of(
          Column.text("placeDay", "", ""),
          Column.text("placeAt", "", ""),
          Column.text("placeKey", "", ""));

  /** A moment as PostgreSQL writes it. */
  private static final DateTimeFormatter PLACE_AT =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
          .appendOffset("+HH:mm", "+00")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final Pattern PLACE_KEY = Pattern.compile("[-0-9A-Za-z/_]{1,100}");

  private static final List<Column> SALES =
      List.of(
          Column.time("at", "时间", "Time"),
          Column.text("orderNo", "订单号", "Order"),
          Column.text("entry", "类型", "Entry"),
          Column.text("nameZh", "票种", "Ticket type"),
          Column.text("nameEn", "英文名", "Name in English"),
          Column.text("window", "窗口", "Window"),
          Column.text("operator", "操作员", "Operator"),
          Column.text("tender", "收款方式", "Tender"),
          Column.count("tickets", "张数", "Tickets"),
          Column.count("people", "人次", "People"),
          Column.money("unit", "单价", "Price"),
          Column.money("amount", "金额", "Amount"));

  /**
   * Sold and voided lines are asked for by themselves: over both together PostgreSQL would join and
   * sort all orders of the span before it takes a page.
   */
  private static final String SALES_SQL =
      """
      SELECT s.at, s.order_no, s.entry, s.product_zh, s.product_en, t.name, s.operator_id,
             s.tender, s.tickets, s.heads, s.unit_minor, s.amount_minor,
             s.business_day::text, s.at::text, s.place
      FROM ((%s) UNION ALL (%s)) s LEFT JOIN terminal.v_terminal t USING (terminal_id)
      ORDER BY s.business_day, s.at, s.place LIMIT :limit
      """
          .formatted(saleLines("ordering.v_sold_lines"), saleLines("ordering.v_voided_lines"));

  private static String saleLines(String view) {
    return """
    SELECT *, order_no || '/' || lpad(line_no::text, 4, '0') || entry AS place
    FROM %s
    WHERE business_day BETWEEN :from AND :to
      AND (:product::int IS NULL OR product_no = :product::int)
      AND (:terminal::uuid IS NULL OR terminal_id = :terminal::uuid)
      AND (:operator::uuid IS NULL OR operator_id = :operator::uuid)
      AND (:hour::int IS NULL OR extract(hour FROM at AT TIME ZONE :zone) = :hour::int)
      AND (business_day, at)
          >= (coalesce(:afterDay::date, :from), coalesce(:afterAt::timestamptz, '-infinity'))
      AND (:afterAt::timestamptz IS NULL
           OR (business_day, at, order_no || '/' || lpad(line_no::text, 4, '0') || entry)
              > (:afterDay::date, :afterAt::timestamptz, :afterKey::text))
    ORDER BY business_day, at, place LIMIT :limit
    """
        .formatted(view);
  }

  private static final List<Column> REFUNDS =
      List.of(
          Column.time("at", "时间", "Time"),
          Column.text("orderNo", "订单号", "Order"),
          Column.text("ticketNo", "票号", "Ticket"),
          Column.text("nameZh", "票种", "Ticket type"),
          Column.text("nameEn", "英文名", "Name in English"),
          Column.text("window", "窗口", "Window"),
          Column.text("operator", "操作员", "Operator"),
          Column.text("tender", "退款方式", "Tender"),
          Column.text("ground", "依据", "Ground"),
          Column.count("people", "人次", "People"),
          Column.money("paid", "原价", "Paid"),
          Column.money("fee", "手续费", "Fee"),
          Column.money("amount", "退款金额", "Refunded"));

  private static final String REFUNDS_SQL =
      """
      SELECT r.at, r.order_no, r.ticket_no, r.product_zh, r.product_en, t.name, r.operator_id,
             r.tender, r.ground, r.heads, r.paid_minor, r.fee_minor, r.amount_minor,
             r.business_day::text, r.at::text, lpad(r.ticket_no::text, 12, '0') AS place
      FROM aftersales.v_refund_lines r LEFT JOIN terminal.v_terminal t USING (terminal_id)
      WHERE r.business_day BETWEEN :from AND :to
        AND (:product::int IS NULL OR r.product_no = :product::int)
        AND (:terminal::uuid IS NULL OR r.terminal_id = :terminal::uuid)
        AND (:operator::uuid IS NULL OR r.operator_id = :operator::uuid)
        AND (:hour::int IS NULL OR extract(hour FROM r.at AT TIME ZONE :zone) = :hour::int)
        AND (r.business_day, r.at)
            >= (coalesce(:afterDay::date, :from), coalesce(:afterAt::timestamptz, '-infinity'))
        AND (:afterAt::timestamptz IS NULL
             OR (r.business_day, r.at, lpad(r.ticket_no::text, 12, '0'))
                > (:afterDay::date, :afterAt::timestamptz, :afterKey::text))
      ORDER BY r.business_day, r.at, place LIMIT :limit
      """;

  private static final List<Column> PASSAGES =
      List.of(
          Column.time("at", "时间", "Time"),
          Column.text("gate", "闸机", "Gate"),
          Column.text("kind", "类型", "Kind"),
          Column.text("ticketNo", "票号", "Ticket"),
          Column.text("nameZh", "票种", "Ticket type"),
          Column.text("nameEn", "英文名", "Name in English"),
          Column.text("decidedBy", "判定", "Decided by"),
          Column.text("conflict", "冲突", "Conflict"),
          Column.text("reason", "人工放行原因", "Reason of a manual release"),
          Column.time("receivedAt", "收到时间", "Received"));

  private static final String PASSAGES_SQL =
      """
      SELECT p.at,
             CASE WHEN p.gate_name LIKE '%' || p.gate_no || '%' THEN p.gate_name
                  ELSE concat_ws(' ', p.gate_no, p.gate_name) END,
             p.kind, p.ticket_no, n.name_zh,
             n.name_en, p.decided_by, p.conflict, p.reason, p.received_at,
             p.business_day::text, p.at::text, p.request_id || '/' || lpad(p.nth::text, 4, '0') AS place
      FROM admission.v_passages p LEFT JOIN catalog.v_product n USING (product_no)
      WHERE p.business_day BETWEEN :from AND :to
        AND (:product::int IS NULL OR p.product_no = :product::int)
        AND (:gate::int IS NULL OR p.gate_no = :gate::int)
        AND (:hour::int IS NULL OR extract(hour FROM p.at AT TIME ZONE :zone) = :hour::int)
        AND (p.business_day, p.at)
            >= (coalesce(:afterDay::date, :from), coalesce(:afterAt::timestamptz, '-infinity'))
        AND (:afterAt::timestamptz IS NULL
             OR (p.business_day, p.at, p.request_id || '/' || lpad(p.nth::text, 4, '0'))
                > (:afterDay::date, :afterAt::timestamptz, :afterKey::text))
      ORDER BY p.business_day, p.at, place LIMIT :limit
      """;

  /** Of sales and of refunds. */
  private static final int OPERATOR_COLUMN = 6;

  private final JdbcClient jdbc;
  private final OperatorNames operators;

  ReportLines(JdbcClient jdbc, OperatorNames operators) {
    this.jdbc = jdbc;
    this.operators = operators;
  }

  /** The page that begins after a place; the first without one. */
  @Transactional(readOnly = true)
  Outcome<Page> page(Kind kind, Span span, Filter filter, @Nullable String after, int limit) {
    return place(after).map(place -> page(kind, span.params(), filter, place, limit));
  }

  private Page page(
      Kind kind, Map<String, Object> span, Filter filter, Optional<Place> after, int limit) {
    List<Column> columns =
        switch (kind) {
          case SALES -> SALES;
          case REFUNDS -> REFUNDS;
          case PASSAGES -> PASSAGES;
        };
    String sql =
        switch (kind) {
          case SALES -> SALES_SQL;
          case REFUNDS -> REFUNDS_SQL;
          case PASSAGES -> PASSAGES_SQL;
        };
    List<Column> withPlace = new ArrayList<>(columns);
    withPlace.addAll(PLACE);
    List<List<@Nullable Object>> rows =
        TableQuery.rows(jdbc, sql, params(span, filter, after, limit), withPlace);
    String next = rows.size() < limit ? null : cursor(rows.getLast());
    List<List<@Nullable Object>> shown = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      if (kind != Kind.PASSAGES) {
        UUID operatorId = UUID.fromString(String.valueOf(row.get(OPERATOR_COLUMN)));
        row.set(OPERATOR_COLUMN, operators.of(operatorId));
      }
      shown.add(row.subList(0, columns.size()));
    }
    return new Page(table(kind, columns, shown), next);
  }

  private static Table table(Kind kind, List<Column> columns, List<List<@Nullable Object>> rows) {
    return switch (kind) {
      case SALES -> Table.listed("SALES", "售票明细", "Sales, line by line", columns, rows);
      case REFUNDS -> Table.listed("REFUNDS", "退票明细", "Refunds, line by line", columns, rows);
      case PASSAGES -> Table.listed("PASSAGES", "通行明细", "Passages, one by one", columns, rows);
    };
  }

  private record Place(LocalDate day, String at, String key) {}

  private static Map<String, @Nullable Object> params(
      Map<String, Object> span, Filter filter, Optional<Place> after, int limit) {
    Map<String, @Nullable Object> params = new HashMap<>(span);
    params.put("product", filter.productNo());
    params.put("terminal", filter.terminalId());
    params.put("operator", filter.operatorId());
    params.put("gate", filter.gateNo());
    params.put("hour", filter.hour());
    params.put("afterDay", after.map(Place::day).orElse(null));
    params.put("afterAt", after.map(Place::at).orElse(null));
    params.put("afterKey", after.map(Place::key).orElse(null));
    params.put("limit", limit);
    return params;
  }

  private static String cursor(List<@Nullable Object> last) {
    String place =
        last.subList(last.size() - PLACE.size(), last.size()).stream()
            .map(Objects::toString)
            .collect(Collectors.joining("|"));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  /** The place in a cursor; {@code CURSOR_UNKNOWN} if it is none of ours. */
  private static Outcome<Optional<Place>> place(@Nullable String cursor) {
    if (cursor == null) {
      return Outcome.done(Optional.empty());
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      List<String> parts = List.of(text.split("\\|", PLACE.size()));
      if (parts.size() < PLACE.size() || !PLACE_KEY.matcher(parts.get(2)).matches()) {
        return Outcome.refused(InsightProblem.CURSOR_UNKNOWN);
      }
      PLACE_AT.parse(parts.get(1));
      return Outcome.done(
          Optional.of(new Place(LocalDate.parse(parts.get(0)), parts.get(1), parts.get(2))));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Outcome.refused(InsightProblem.CURSOR_UNKNOWN);
    }
  }
}
