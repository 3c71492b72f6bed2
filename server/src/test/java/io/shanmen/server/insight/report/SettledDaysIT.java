package io.shanmen.server.insight.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.admission.VisitorsAt;
import io.shanmen.server.admission.gates.Gates;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.Statements;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.identity.BuiltInRole;
import io.shanmen.server.ordering.TestSales;
import io.shanmen.server.ordering.TestSales.Product;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Days that are over, and what only grows of the open day: their sums are kept, and reports say
 * what they said before.
 */
@ParkIT
class SettledDaysIT {

  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 10, 1);

  /** Three in the morning by the park's clock: an hour before its business day ends. */
  private static final Instant LATE = Instant.parse("2026-10-01T19:00:00Z");

  private static final Duration OVER_MIDNIGHT = Duration.ofMinutes(90);
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  @Autowired Clients clients;
  @Autowired TestSales sales;
  @Autowired Gates gates;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired SettledDays days;
  @Autowired Ids ids;

  private VisitorsAt visitors;
  private Client window;
  private Client desk;
  private Product single;
  private JsonNode order;

  @BeforeEach
  void aDaysWork() {
    clock.advance(Duration.between(clock.instant(), LATE));
    Client gate = clients.gate(1);
    gates.takeOver(gate.terminalId());
    visitors = new VisitorsAt(gate, clock);
    window = sales.window();
    desk = sales.refundDesk();
    single = sales.single(8_000);
    order = sell(3);
    visitors.pass(code(0));
  }

  @Test
  void aDayThatIsOverIsKeptAndReportsStillSayTheSame() {
    JsonNode before = month();

    clock.advance(OVER_MIDNIGHT);
    settle();

    assertThat(days.kept().upTo()).isEqualTo(FIRST_DAY);
    assertThat(kept("sale_sum", "tickets")).isEqualTo(3);
    assertSame(before, month());
  }

  @Test
  void theDayAtHandIsNotSettled() {
    settle();

    assertThat(days.kept().upTo()).isBefore(FIRST_DAY);
    assertThat(kept("sale_sum", "tickets")).isZero();
  }

  @Test
  void whatComesLateToASettledDayIsInTheNextReport() {
    Instant then = clock.instant();
    VisitorsAt.Admitted shown = visitors.show(code(1));
    clock.advance(OVER_MIDNIGHT);
    settle();
    assertThat(kept("flow_sum", "people")).isEqualTo(1);

    visitors.walkThrough(shown, then.plusSeconds(3));

    JsonNode report = month();
    assertThat(report.path("keyFigures").get(0).path("value").asLong()).isEqualTo(2);
    assertThat(kept("flow_sum", "people")).isEqualTo(2);
  }

  @Test
  void whatGrowsOfTheOpenDayIsKeptUpToAMomentAndReportsStillSayTheSame() {
    JsonNode before = month();

    clock.advance(HALF_AN_HOUR);
    settle();

    assertThat(days.kept().openTo()).contains(clock.instant().minus(Duration.ofMinutes(10)));
    assertThat(kept("sale_sum", "tickets")).isEqualTo(3);
    assertThat(kept("order_sum", "orders")).isEqualTo(1);
    assertThat(kept("ledger_sum", "ledger")).isEqualTo(2 * 24_000);
    assertThat(kept("flow_sum", "people")).as("may still change").isZero();
    assertSame(before, month());
  }

  @Test
  void whatIsSoldAndVoidedAfterThatMomentCountsOnce() {
    clock.advance(HALF_AN_HOUR);
    settle();
    JsonNode second = sell(2);
    voidOrder(second);
    sell(1);

    JsonNode report = month();
    JsonNode board = board();
    clock.advance(Duration.ofMinutes(20));
    settle();

    assertThat(days.kept().openTo()).contains(clock.instant().minus(Duration.ofMinutes(10)));
    assertThat(kept("sale_sum", "tickets")).isEqualTo(4);
    assertThat(kept("order_sum", "orders")).isEqualTo(2);
    assertSame(report, month());
    assertThat(board().path("sales")).isEqualTo(board.path("sales"));
    assertThat(board.path("sales").path("orders").asLong()).isEqualTo(2);
    assertThat(board.path("sales").path("tickets").asLong()).isEqualTo(4);
    assertThat(board.path("sales").path("amountMinor").asLong()).isEqualTo(4 * 8_000);
    assertThat(board.path("byType").get(0).path("admissions").asLong()).isEqualTo(1);
    assertThat(board().path("byWindow")).isEqualTo(board.path("byWindow"));
    assertThat(board().path("byType")).isEqualTo(board.path("byType"));
  }

  @Test
  void aRefundThatACrashFinishedLateCountsOnceAndIsNotKeptOfTheOpenDay() {
    refund(1, 7_500);
    clock.advance(HALF_AN_HOUR);
    settle();

    assertThat(kept("sale_sum", "tickets")).isEqualTo(3);
    assertThat(kept("sale_sum", "refunded_minor")).as("may still change").isZero();
    assertThat(figure("K4")).isEqualTo(3 * 8_000);
    assertThat(figure("K4n")).isEqualTo(3 * 8_000 - 7_500);

    refund(2, 7_500);
    jdbc.sql("UPDATE aftersales.refund SET executed_at = ?::timestamptz")
        .param(LATE.toString())
        .update();
    assertThat(figure("K4n")).isEqualTo(3 * 8_000 - 2 * 7_500);
  }

  @Test
  void whoComesToAnHourThatIsKeptIsInTheNextReport() {
    Instant then = clock.instant();
    VisitorsAt.Admitted shown = visitors.show(code(1));
    clock.advance(HALF_AN_HOUR);
    settle();

    visitors.walkThrough(shown, then.plusSeconds(3));

    assertThat(month().path("keyFigures").get(0).path("value").asLong()).isEqualTo(2);
  }

  @Test
  void whatBecomesVisibleMuchTooLateIsMissedOnlyUntilMoreIsKept() {
    clock.advance(HALF_AN_HOUR);
    settle();
    JsonNode late = sell(2);
    jdbc.sql("UPDATE ordering.sale_order SET sold_at = ?::timestamptz WHERE order_id = ?::uuid")
        .params(LATE.minusSeconds(60).toString(), late.path("orderId").asString())
        .update();

    clock.advance(Duration.ofMinutes(10));
    settle();

    assertThat(kept("sale_sum", "tickets")).isEqualTo(5);
    assertThat(soldByReport()).isEqualTo(5 * 8_000);
  }

  @Test
  void whenTheClockWasSetBackNothingOfTheOpenDayIsKept() {
    clock.advance(HALF_AN_HOUR);
    settle();
    clock.set(LATE.plusSeconds(1));
    sell(1);

    assertThat(soldByReport()).isEqualTo(4 * 8_000);
    assertThat(days.kept().openTo()).isEmpty();
    assertThat(kept("sale_sum", "tickets")).isZero();
  }

  @Test
  void aDayThatAClockAheadSettledOpensAgain() {
    clock.advance(OVER_MIDNIGHT);
    settle();
    clock.set(LATE.plus(HALF_AN_HOUR));
    sell(1);

    assertThat(soldByReport()).isEqualTo(4 * 8_000);
    assertThat(days.kept().upTo()).isBefore(FIRST_DAY);
    assertThat(kept("sale_sum", "tickets")).isZero();
    sell(1);
    assertThat(board().path("sales").path("amountMinor").asLong()).isEqualTo(5 * 8_000);
  }

  @Test
  void theOpenDaysSumsGiveWayToThoseOfTheWholeDay() {
    clock.advance(HALF_AN_HOUR);
    settle();
    JsonNode before = month();
    clock.advance(OVER_MIDNIGHT);
    assertSame(before, month());

    settle();

    assertThat(days.kept().upTo()).isEqualTo(FIRST_DAY);
    assertThat(kept("sale_sum", "tickets")).isEqualTo(3);
    assertThat(kept("ledger_sum", "ledger")).isEqualTo(2 * 24_000);
    assertSame(before, month());
    sell(1);
    assertThat(soldByReport()).isEqualTo(4 * 8_000);
  }

  @Test
  void whoComesTodayWithATicketOfADayThatIsKeptChangesNoneOfItsSums() {
    JsonNode presale = sellFor(FIRST_DAY.plusDays(1), 2);
    clock.advance(OVER_MIDNIGHT);
    settle();
    clock.advance(HALF_AN_HOUR);
    days.renew();

    visitors.pass(codeOf(presale, 0));
    assertThat(madeAnew()).isEmpty();
    assertThat(figure("K1")).isEqualTo(2);

    refund(1, 7_500);
    assertThat(madeAnew()).isNotEmpty();
  }

  @Test
  void howLongSomebodyWaitedAfterMidnightIsKnownWhenThePassageComesLate() {
    Instant then = clock.instant();
    VisitorsAt.Admitted shown = visitors.show(code(1));
    clock.advance(Duration.ofDays(2));
    settle();
    assertThat(kept("wait_sum", "people")).as("of the first day, by the calendar").isEqualTo(1);

    visitors.gate().openDeviceSession().ok();
    visitors.walkThrough(shown, then.plusSeconds(3));
    days.renew();

    assertThat(kept("wait_sum", "people")).isEqualTo(2);
  }

  /** Which sums a renewal writes anew. */
  private List<String> madeAnew() {
    return Statements.during(days::renew).stream()
        .map(Statements.Statement::sql)
        .filter(sql -> sql.startsWith("DELETE FROM insight."))
        .toList();
  }

  private JsonNode sellFor(LocalDate visitDay, int tickets) {
    Map<String, Object> sale = sales.sale(single, tickets);
    sale.put(
        "lines",
        List.of(Map.of("productId", single.id(), "quantity", tickets, "visitDay", visitDay)));
    return sales.sell(window, sale).ok();
  }

  /** At the desk, with a second person's approval. */
  private void refund(int ticket, long amountMinor) {
    UUID request = ids.next();
    desk.post(
            "/api/aftersales/refunds",
            Map.of(
                "requestId",
                request,
                "orderId",
                order.path("orderId").asString(),
                "ticketNos",
                List.of(order.path("tickets").get(ticket).path("ticketNo").asLong()),
                "ground",
                "FREE_FORM",
                "reason",
                "行程有变",
                "amountMinor",
                amountMinor))
        .ok();
    String path = "/api/aftersales/refunds/" + request;
    clients
        .signedInAs(BuiltInRole.MANAGER)
        .post(path + "/approve", Map.of("secret", Clients.PASSWORD, "note", ""))
        .ok();
    desk.post(path + "/execute").ok();
  }

  private static void assertSame(JsonNode before, JsonNode after) {
    assertThat(after.path("keyFigures")).isEqualTo(before.path("keyFigures"));
    assertThat(after.path("tables")).isEqualTo(before.path("tables"));
  }

  private JsonNode sell(int tickets) {
    return sales.sell(window, sales.sale(single, tickets)).ok();
  }

  private void voidOrder(JsonNode sold) {
    window
        .post(
            "/api/ordering/orders/" + sold.path("orderId").asString() + "/void",
            Map.of("requestId", UUID.randomUUID(), "reason", "按错"))
        .ok();
  }

  /** As the janitor does. */
  private void settle() {
    while (days.settleNext()) {
      // There are more days.
    }
    days.renew();
    days.keepOpenDay();
  }

  private long kept(String table, String column) {
    return jdbc.sql("SELECT coalesce(sum(%s), 0) FROM insight.%s".formatted(column, table))
        .query(Long.class)
        .single();
  }

  private long soldByReport() {
    return figure("K4");
  }

  private long figure(String code) {
    for (JsonNode figure : month().path("keyFigures")) {
      if (figure.path("code").asString().equals(code)) {
        return figure.path("value").asLong();
      }
    }
    throw new AssertionError("no " + code);
  }

  private JsonNode board() {
    return clients.signedInWith("insight.board").get("/api/insight/board").ok();
  }

  private JsonNode month() {
    return clients.signedInWith("insight.reports").get("/api/insight/reports/MONTH").ok();
  }

  private String code(int ticket) {
    return codeOf(order, ticket);
  }

  private static String codeOf(JsonNode sold, int ticket) {
    return sold.path("tickets").get(ticket).path("code").path("qr").asString();
  }
}
