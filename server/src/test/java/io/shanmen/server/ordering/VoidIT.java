package io.shanmen.server.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.ordering.TestSales.Product;
import io.shanmen.server.ticketing.Tickets;
import io.shanmen.server.ticketing.UseOf;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** R14: a void undoes a mistake, and nothing else. */
@ParkIT
class VoidIT {

  @Autowired TestSales sales;
  @Autowired TestClock clock;
  @Autowired Ids ids;
  @Autowired Tickets tickets;
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;

  @Test
  void aVoidUndoesAllOfASale() {
    Client window = sales.window();
    Product scarce = sales.withPlaces(8_000, 2);
    JsonNode order = sales.sell(window, sales.sale(scarce, 2)).ok();

    UUID request = ids.next();
    JsonNode voided = undo(window, order, request).ok();
    assertThat(voided.path("state").asString()).isEqualTo("VOIDED");
    assertThat(voided.path("tickets").get(0).path("state").asString()).isEqualTo("VOID");
    undo(window, order, request).ok();
    undo(window, order, ids.next()).refused("ALREADY_VOIDED");
    JsonNode other = sales.sell(window, sales.sale(sales.single(8_000), 1)).ok();
    undo(window, other, request).refused("VOID_CONFLICT");
    undo(window, other, ids.next()).ok();

    assertThat(net()).isZero();
    assertThat(sales.sell(window, sales.sale(scarce, 2)).ok().path("tickets")).hasSize(2);
  }

  @Test
  void afterTenMinutesItIsARefund() {
    Client window = sales.window();
    Product adult = sales.single(8_000);
    JsonNode inTime = sales.sell(window, sales.sale(adult, 1)).ok();
    JsonNode late = sales.sell(window, sales.sale(adult, 1)).ok();
    clock.advance(Voids.TIME_LIMIT);
    undo(window, inTime, ids.next()).ok();
    clock.advance(Duration.ofSeconds(1));
    undo(window, late, ids.next()).refused("VOID_TOO_LATE");
  }

  @Test
  void aTicketAtTheGateKeepsItsSale() {
    Client window = sales.window();
    JsonNode order = sales.sell(window, sales.sale(sales.single(8_000), 2)).ok();
    long atGate = order.path("tickets").get(1).path("ticketNo").asLong();
    UseOf passing = new UseOf(atGate, 1, clock.instant());
    inTransaction(() -> tickets.reserve(List.of(passing)));

    undo(window, order, ids.next()).refused("VOID_TICKET_USED");
    JsonNode now = window.get("/api/ordering/orders/" + order.path("orderId").asString()).ok();
    assertThat(now.path("state").asString()).isEqualTo("FULFILLED");
    assertThat(now.path("tickets").get(0).path("state").asString()).isEqualTo("ISSUED");
    assertThat(net()).isEqualTo(16_000);
    inTransaction(() -> tickets.release(List.of(passing)));
    undo(window, order, ids.next()).ok();
  }

  private void inTransaction(Runnable work) {
    new TransactionTemplate(transactions).executeWithoutResult(status -> work.run());
  }

  @Test
  void onlyTheWindowThatSoldItMayVoid() {
    Client window = sales.window();
    JsonNode order = sales.sell(window, sales.sale(sales.single(8_000), 1)).ok();
    undo(sales.window(), order, ids.next()).refused("VOID_OTHER_TERMINAL");
  }

  @Test
  void aSaleOfAnEarlierShiftAtTheSameDrawerIsARefund() {
    Client window = sales.window();
    JsonNode order = sales.sell(window, sales.sale(sales.single(8_000), 1)).ok();
    print(window, order);
    closeShift(window, TestSales.FLOAT_MINOR + 8_000);
    sales.withShift(window);

    undo(window, order, ids.next()).refused("VOID_OTHER_SHIFT");
  }

  private void print(Client window, JsonNode order) {
    window
        .post(
            "/api/ticketing/print-jobs",
            Map.of(
                "jobId",
                ids.next(),
                "ticketNos",
                List.of(order.path("tickets").get(0).path("ticketNo").asLong()),
                "way",
                "PDF",
                "openDrawer",
                false))
        .ok();
  }

  private void closeShift(Client window, long countedMinor) {
    String shift =
        "/api/cashdesk/shifts/"
            + window.get("/api/cashdesk/till").ok().path("shift").path("shiftId").asString();
    window.post(shift + "/close").ok();
    window
        .post(
            shift + "/counts",
            Map.of(
                "countId",
                ids.next(),
                "lines",
                List.of(Map.of("faceMinor", 100, "count", countedMinor / 100))))
        .ok();
  }

  @Test
  void theFourthVoidOfAShiftIsForTheRefundDesk() {
    Client window = sales.window();
    Product adult = sales.single(8_000);
    for (int i = 0; i < Voids.SHIFT_LIMIT_VOIDS; i++) {
      undo(window, sales.sell(window, sales.sale(adult, 1)).ok(), ids.next()).ok();
    }
    JsonNode fourth = sales.sell(window, sales.sale(adult, 1)).ok();
    undo(window, fourth, ids.next()).refused("VOID_LIMIT");
  }

  private static Answer undo(Client window, JsonNode order, UUID request) {
    return window.post(
        "/api/ordering/orders/" + order.path("orderId").asString() + "/void",
        Map.of("requestId", request, "reason", "数量打错"));
  }

  private long net() {
    return jdbc.sql("SELECT coalesce(sum(amount_minor), 0) FROM ordering.v_sale_lines")
        .query(Long.class)
        .single();
  }
}
