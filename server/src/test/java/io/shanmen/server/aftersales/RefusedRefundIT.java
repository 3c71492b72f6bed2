package io.shanmen.server.aftersales;

import io.shanmen.server.admission.VisitorsAt;
import io.shanmen.server.admission.gates.Gates;
import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.identity.BuiltInRole;
import io.shanmen.server.ordering.TestSales;
import io.shanmen.server.ticketing.Tickets;
import io.shanmen.server.ticketing.UseOf;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What is not given back, and who may not take a request back or decide it. */
@ParkIT
class RefusedRefundIT {

  private static final long BACK_MINOR = 7_500;

  @Autowired TestSales sales;
  @Autowired Clients clients;
  @Autowired Gates gates;
  @Autowired TestClock clock;
  @Autowired Ids ids;
  @Autowired Tickets tickets;
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;

  private Client window;
  private Client desk;
  private Client supervisor;
  private JsonNode order;

  @BeforeEach
  void anOrderOfTwo() {
    window = sales.window();
    desk = sales.refundDesk();
    supervisor = clients.signedInAs(BuiltInRole.SUPERVISOR);
    order = sellTwo();
  }

  @Test
  void aTicketThatWasUsedIsNotGivenBack() {
    Client gate = clients.gate(1);
    gates.takeOver(gate.terminalId());
    new VisitorsAt(gate, clock)
        .pass(order.path("tickets").get(0).path("code").path("qr").asString());
    ask(order, 0).refused("REFUND_TICKET_USED");
    ask(order, 1).ok();
  }

  @Test
  void aTicketIsGivenBackOnce() {
    UUID first = requestId(ask(order, 0).ok());
    ask(order, 0).refused("REFUND_TICKET_PENDING");
    decide(first, "approve").ok();
    desk.post("/api/aftersales/refunds/" + first + "/execute").ok();
    ask(order, 0).refused("REFUND_TICKET_REFUNDED");
  }

  @Test
  void aTicketAtTheGateIsNotGivenBackMeanwhile() {
    UseOf passing = new UseOf(ticketOf(order, 0), 1, clock.instant());
    inTransaction(() -> tickets.reserve(List.of(passing)));
    ask(order, 0).refused("REFUND_TICKET_PASSING");
    inTransaction(() -> tickets.release(List.of(passing)));
    ask(order, 0).ok();
  }

  @Test
  void aVoidedOrderIsNotGivenBackAgain() {
    window
        .post(
            "/api/ordering/orders/" + order.path("orderId").asString() + "/void",
            Map.of("requestId", ids.next(), "reason", "数量打错"))
        .ok();
    ask(order, 0).refused("REFUND_ORDER_VOIDED");
  }

  @Test
  void aTicketThatHasExpiredIsNotGivenBack() {
    jdbc.sql("UPDATE ticketing.ticket SET state = 'EXPIRED' WHERE ticket_no = ?")
        .param(ticketOf(order, 0))
        .update();
    ask(order, 0).refused("REFUND_TICKET_OVER");
    ask(order, 1).ok();
  }

  @Test
  void aTicketOfAnotherOrderIsNotGivenBackUnderThisOne() {
    JsonNode other = sellTwo();
    ask(order, ticketOf(other, 0)).refused("REFUND_TICKET_NOT_OF_ORDER");
  }

  @Test
  void onlyWhoAskedTakesTheRequestBack() {
    UUID request = requestId(ask(order, 0).ok());
    String withdrawal = "/api/aftersales/refunds/" + request + "/withdraw";
    sales.refundDesk().post(withdrawal).refused("REFUND_NOT_MAKER");
    desk.post(withdrawal).ok();
  }

  @Test
  void whatIsDecidedIsNeitherDecidedAgainNorTakenBack() {
    UUID request = requestId(ask(order, 0).ok());
    decide(request, "approve").ok();
    decide(request, "reject").refused("REFUND_NOT_WAITING");
    desk.post("/api/aftersales/refunds/" + request + "/withdraw").refused("REFUND_NOT_WAITING");
    desk.post("/api/aftersales/refunds/" + request + "/execute").ok();
    decide(request, "approve").refused("REFUND_NOT_WAITING");
  }

  private JsonNode sellTwo() {
    return sales.sell(window, sales.sale(sales.single(8_000), 2)).ok();
  }

  private Answer ask(JsonNode from, int ticket) {
    return ask(from, ticketOf(from, ticket));
  }

  private Answer ask(JsonNode from, long ticketNo) {
    return desk.post(
        "/api/aftersales/refunds",
        Map.of(
            "requestId",
            ids.next(),
            "orderId",
            from.path("orderId").asString(),
            "ticketNos",
            List.of(ticketNo),
            "ground",
            "BY_RULE",
            "reason",
            "行程有变",
            "amountMinor",
            BACK_MINOR));
  }

  private Answer decide(UUID request, String verdict) {
    return supervisor.post(
        "/api/aftersales/refunds/" + request + "/" + verdict,
        Map.of("secret", Clients.PASSWORD, "note", "已核对"));
  }

  private static UUID requestId(JsonNode refund) {
    return UUID.fromString(refund.path("requestId").asString());
  }

  private static long ticketOf(JsonNode from, int index) {
    return from.path("tickets").get(index).path("ticketNo").asLong();
  }

  private void inTransaction(Runnable work) {
    new TransactionTemplate(transactions).executeWithoutResult(status -> work.run());
  }
}
