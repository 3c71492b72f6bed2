package io.shanmen.server.insight.board;

import io.shanmen.server.admission.Admission;
import io.shanmen.server.admission.AdmissionSettings;
import io.shanmen.server.admission.GateStatus;
import io.shanmen.server.admission.InPark;
import io.shanmen.server.foundation.Park;
import io.shanmen.server.foundation.ParkProfile;
import io.shanmen.server.insight.board.Board.GateLine;
import io.shanmen.server.insight.board.Board.HourPoint;
import io.shanmen.server.insight.board.Board.ParkName;
import io.shanmen.server.insight.board.Board.PassageTick;
import io.shanmen.server.insight.board.Board.People;
import io.shanmen.server.insight.board.Board.SaleTick;
import io.shanmen.server.insight.board.Board.Sales;
import io.shanmen.server.insight.board.Board.TypeLine;
import io.shanmen.server.insight.board.Board.WindowLine;
import io.shanmen.server.insight.report.SalesOfDay;
import io.shanmen.server.insight.report.SalesOfDay.OfHour;
import io.shanmen.server.insight.report.SalesOfDay.OfType;
import io.shanmen.server.insight.report.SalesOfDay.OfWindow;
import io.shanmen.server.insight.report.SalesOfDay.Sold;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Reads the live board of the present business day. */
@Component
class BoardReader {

  private static final int TICKER_LIMIT_LINES = 12;

  private final JdbcClient jdbc;
  private final ParkProfile profile;
  private final Admission admission;
  private final SalesOfDay salesOfDay;
  private final InstantSource clock;

  BoardReader(
      JdbcClient jdbc,
      ParkProfile profile,
      Admission admission,
      SalesOfDay salesOfDay,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.salesOfDay = salesOfDay;
    this.profile = profile;
    this.admission = admission;
    this.clock = clock;
  }

  /** Everything, as it is now, in one snapshot. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  Board read() {
    Instant now = clock.instant();
    Park park = profile.park();
    LocalDate day = park.dayOf(now).date();
    List<Flow> flows = flows(day, park.zone());
    Sold sold = salesOfDay.of(day);
    return new Board(
        now,
        day,
        new ParkName(park.nameZh(), park.nameEn()),
        people(flows),
        sales(sold.byWindow(), day, park),
        hours(flows, sold.byHour(), park, now),
        types(sold.byType(), admitted(flows)),
        sold.byWindow().stream().map(BoardReader::line).toList(),
        gates(flows),
        lastPassages(day),
        lastSales(day));
  }

  /** The earlier board with only the gates read anew: they change without anybody passing. */
  Board withGates(Board earlier) {
    List<GateLine> before = earlier.gates() == null ? List.of() : earlier.gates();
    Map<UUID, GateLine> lines = new HashMap<>();
    before.forEach(line -> lines.put(line.gateId(), line));
    List<GateLine> gates =
        admission.gates().stream()
            .map(gate -> line(gate, Optional.ofNullable(lines.get(gate.gateId()))))
            .toList();
    return new Board(
        clock.instant(),
        earlier.day(),
        earlier.park(),
        earlier.people(),
        earlier.sales(),
        earlier.hours(),
        earlier.byType(),
        earlier.byWindow(),
        gates,
        earlier.lastPassages(),
        earlier.lastSales());
  }

  /** Whether a board is of the present business day. */
  boolean isOfToday(Board board) {
    return profile.park().dayOf(clock.instant()).date().equals(board.day());
  }

  private record Flow(
      int hour,
      UUID gateId,
      @Nullable Integer productNo,
      String kind,
      boolean inbound,
      boolean conflict,
      long people) {}

  private record Admitted(String zh, String en, long people) {}

  private List<Flow> flows(LocalDate day, ZoneId zone) {
    return jdbc.sql(
            """
            SELECT extract(hour FROM at AT TIME ZONE ?)::int AS hour, gate_id, product_no, kind,
                   inbound, conflict IS NOT NULL AS conflict, count(*) AS people
            FROM admission.v_passages WHERE business_day = ?
            GROUP BY 1, 2, 3, 4, 5, 6
            """)
        .params(zone.getId(), day)
        .query(
            (row, number) ->
                new Flow(
                    row.getInt("hour"),
                    row.getObject("gate_id", UUID.class),
                    row.getObject("product_no", Integer.class),
                    row.getString("kind"),
                    row.getBoolean("inbound"),
                    row.getBoolean("conflict"),
                    row.getLong("people")))
        .list();
  }

  private Map<Integer, Admitted> admitted(List<Flow> flows) {
    Map<Integer, Long> people = new HashMap<>();
    for (Flow flow : flows) {
      Integer no = flow.productNo();
      if (no != null && flow.kind().equals("FIRST") && !flow.conflict()) {
        people.merge(no, flow.people(), Long::sum);
      }
    }
    Map<Integer, Admitted> admitted = new HashMap<>();
    people.forEach((no, of) -> admitted.put(no, new Admitted("#" + no, "#" + no, of)));
    jdbc.sql("SELECT product_no, name_zh, name_en FROM catalog.v_product")
        .query(
            row -> {
              String zh = row.getString("name_zh");
              String en = row.getString("name_en");
              admitted.computeIfPresent(
                  row.getInt("product_no"), (no, of) -> new Admitted(zh, en, of.people()));
            });
    return admitted;
  }

  private People people(List<Flow> flows) {
    InPark inPark = admission.inPark();
    AdmissionSettings settings = admission.settings();
    long conflicts = flows.stream().filter(Flow::conflict).mapToLong(Flow::people).sum();
    return new People(
        inPark.people(),
        settings.instantCapacity(),
        settings.dayCapacity(),
        inPark.peak(),
        inPark.peakAt(),
        sum(flows, "FIRST", false),
        sum(flows, "FIRST", false)
            + sum(flows, "FIRST", true)
            + sum(flows, "REENTRY", false)
            + sum(flows, "REENTRY", true),
        sum(flows, "REENTRY", false),
        flows.stream().filter(flow -> !flow.inbound()).mapToLong(Flow::people).sum(),
        sum(flows, "MANUAL", false),
        sum(flows, "UNTICKETED_IN", false),
        conflicts);
  }

  private static long sum(List<Flow> flows, String kind, boolean conflict) {
    return flows.stream()
        .filter(flow -> flow.kind().equals(kind) && flow.conflict() == conflict)
        .mapToLong(Flow::people)
        .sum();
  }

  private Sales sales(List<OfWindow> windows, LocalDate day, Park park) {
    long amount = sum(windows, OfWindow::amountMinor);
    return jdbc.sql(
            """
            SELECT count(DISTINCT request_id) AS refunds, coalesce(sum(tickets), 0) AS tickets,
                   coalesce(sum(amount_minor), 0) AS refunded
            FROM aftersales.v_refund_lines WHERE business_day = ?
            """)
        .param(day)
        .query(
            (row, number) ->
                new Sales(
                    park.currency().getCurrencyCode(),
                    sum(windows, OfWindow::orders),
                    sum(windows, OfWindow::tickets),
                    sum(windows, OfWindow::people),
                    amount,
                    row.getLong("refunds"),
                    row.getLong("tickets"),
                    row.getLong("refunded"),
                    amount - row.getLong("refunded")))
        .single();
  }

  private static long sum(List<OfWindow> windows, ToLongFunction<OfWindow> part) {
    return windows.stream().mapToLong(part).sum();
  }

  private static WindowLine line(OfWindow window) {
    return new WindowLine(
        window.terminalId(),
        window.name(),
        window.orders(),
        window.tickets(),
        window.amountMinor());
  }

  /** Hours in the order of the business day, which begins at the cut-off. */
  private static List<HourPoint> hours(
      List<Flow> flows, List<OfHour> sold, Park park, Instant now) {
    int first = park.cutOff().getHour();
    int nowHour = (now.atZone(park.zone()).getHour() - first + 24) % 24;
    List<HourPoint> hours = new ArrayList<>();
    for (int step = 0; step <= nowHour; step++) {
      int hour = (first + step) % 24;
      long in =
          flows.stream().filter(f -> f.hour() == hour && f.inbound()).mapToLong(Flow::people).sum();
      long out =
          flows.stream()
              .filter(f -> f.hour() == hour && !f.inbound())
              .mapToLong(Flow::people)
              .sum();
      long tickets = sold.stream().filter(s -> s.hour() == hour).mapToLong(OfHour::tickets).sum();
      long amount =
          sold.stream().filter(s -> s.hour() == hour).mapToLong(OfHour::amountMinor).sum();
      boolean anything = in != 0 || out != 0 || tickets != 0 || amount != 0;
      if (anything || !hours.isEmpty()) {
        hours.add(new HourPoint(hour, in, out, tickets, amount));
      }
    }
    return hours;
  }

  private static List<TypeLine> types(List<OfType> sold, Map<Integer, Admitted> admitted) {
    Map<Integer, TypeLine> lines = new HashMap<>();
    for (OfType one : sold) {
      lines.put(
          one.productNo(),
          new TypeLine(
              one.productNo(),
              one.zh(),
              one.en(),
              one.tickets(),
              one.people(),
              one.amountMinor(),
              0));
    }
    admitted.forEach(
        (no, of) ->
            lines.merge(
                no,
                new TypeLine(no, of.zh(), of.en(), 0, 0, 0, of.people()),
                (a, b) ->
                    new TypeLine(
                        no,
                        a.nameZh(),
                        a.nameEn(),
                        a.tickets(),
                        a.people(),
                        a.amountMinor(),
                        of.people())));
    return lines.values().stream()
        .sorted((a, b) -> Integer.compare(a.productNo(), b.productNo()))
        .toList();
  }

  private record CheckpointName(String zh, String en) {}

  private List<GateLine> gates(List<Flow> flows) {
    Map<Integer, CheckpointName> checkpoints = new HashMap<>();
    jdbc.sql("SELECT checkpoint_no, name_zh, name_en FROM catalog.v_checkpoint")
        .query(
            row -> {
              checkpoints.put(
                  row.getInt("checkpoint_no"),
                  new CheckpointName(row.getString("name_zh"), row.getString("name_en")));
            });
    return admission.gates().stream().map(gate -> line(gate, flows, checkpoints)).toList();
  }

  private static GateLine line(
      GateStatus gate, List<Flow> flows, Map<Integer, CheckpointName> checkpoints) {
    Integer no = gate.checkpointNo();
    CheckpointName name = no == null ? null : checkpoints.get(no);
    return new GateLine(
        gate.gateId(),
        gate.no(),
        gate.name(),
        name == null ? null : name.zh(),
        name == null ? null : name.en(),
        gate.direction().name(),
        gate.health().name(),
        gate.orderedMode().name(),
        gate.seenAt(),
        gate.unsynced(),
        through(flows, gate, true),
        through(flows, gate, false));
  }

  /** The gate as it is now, with the counts and names that were read before. */
  private static GateLine line(GateStatus gate, Optional<GateLine> before) {
    return new GateLine(
        gate.gateId(),
        gate.no(),
        gate.name(),
        before.map(GateLine::checkpointZh).orElse(null),
        before.map(GateLine::checkpointEn).orElse(null),
        gate.direction().name(),
        gate.health().name(),
        gate.orderedMode().name(),
        gate.seenAt(),
        gate.unsynced(),
        before.map(GateLine::in).orElse(0L),
        before.map(GateLine::out).orElse(0L));
  }

  private static long through(List<Flow> flows, GateStatus gate, boolean inbound) {
    return flows.stream()
        .filter(flow -> flow.gateId().equals(gate.gateId()) && flow.inbound() == inbound)
        .mapToLong(Flow::people)
        .sum();
  }

  private List<PassageTick> lastPassages(LocalDate day) {
    return jdbc.sql(
            """
            SELECT p.request_id, p.nth, p.at, p.gate_no, p.gate_name, p.kind,
                   p.conflict IS NOT NULL AS conflict, n.name_zh, n.name_en
            FROM admission.v_passages p LEFT JOIN catalog.v_product n USING (product_no)
            WHERE p.business_day = ? ORDER BY p.at DESC, p.request_id, p.nth LIMIT ?
            """)
        .params(day, TICKER_LIMIT_LINES)
        .query(BoardReader::passage)
        .list();
  }

  private static PassageTick passage(ResultSet row, int number) throws SQLException {
    return new PassageTick(
        row.getString("request_id") + "/" + row.getInt("nth"),
        row.getTimestamp("at").toInstant(),
        row.getInt("gate_no"),
        row.getString("gate_name"),
        row.getString("kind"),
        row.getString("name_zh"),
        row.getString("name_en"),
        row.getBoolean("conflict"));
  }

  private List<SaleTick> lastSales(LocalDate day) {
    return jdbc.sql(
            """
            SELECT s.order_id, max(s.at) AS at, max(t.name) AS terminal,
                   string_agg(s.product_zh || '×' || s.quantity, '、' ORDER BY s.line_no) AS zh,
                   string_agg(s.product_en || ' ×' || s.quantity, ', ' ORDER BY s.line_no) AS en,
                   sum(s.tickets) AS tickets, sum(s.heads) AS people,
                   sum(s.amount_minor) AS amount
            FROM (
              SELECT order_id FROM ordering.v_sold_lines WHERE business_day = ? AND line_no = 1
              ORDER BY at DESC, order_id LIMIT ?
            ) last
            JOIN ordering.v_sold_lines s USING (order_id)
            LEFT JOIN terminal.v_terminal t USING (terminal_id)
            GROUP BY s.order_id ORDER BY max(s.at) DESC, s.order_id
            """)
        .params(day, TICKER_LIMIT_LINES)
        .query(
            (row, number) ->
                new SaleTick(
                    row.getObject("order_id", UUID.class),
                    row.getTimestamp("at").toInstant(),
                    row.getString("terminal"),
                    row.getString("zh"),
                    row.getString("en"),
                    row.getLong("tickets"),
                    row.getLong("people"),
                    row.getLong("amount")))
        .list();
  }
}
