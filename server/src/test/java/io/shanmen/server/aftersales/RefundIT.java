package io.shanmen.server.aftersales;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.foundation.Locks;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.identity.BuiltInRole;
import io.shanmen.server.ordering.TestSales;
import io.shanmen.server.ordering.TestSales.Product;
import io.shanmen.server.ticketing.Tickets;
import io.shanmen.server.ticketing.UseOf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** R15 to R21 at the refund desk. */
@ParkIT
class RefundIT {

  @Autowired TestSales sales;
  @Autowired Clients clients;
  @Autowired TestClock clock;
  @Autowired Ids ids;
  @Autowired Tickets tickets;
  @Autowired RefundExecution execution;
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;

  private Client window;
  private Client desk;
  private Client supervisor;

  @BeforeEach
  void people() {
    window = sales.window();
    desk = sales.refundDesk();
    supervisor = clients.signedInAs(BuiltInRole.SUPERVISOR);
  }

  @Test
  void aRefundIsAskedForApprovedByAnotherAndPaidOutOfTheDeskDrawer() {
    JsonNode order = sell(sales.single(8_000), 3);
    long ticket = ticketOf(order, 0);

    JsonNode found = desk.post("/api/aftersales/look-ups", Map.of("text", digitsOf(order, 0))).ok();
    assertThat(found.path("found").asLong()).isEqualTo(ticket);
    assertThat(found.path("offers").get(0).path("amountMinor").asLong()).isEqualTo(7_500);
    assertThat(found.path("offers").get(0).path("feeMinor").asLong()).isEqualTo(500);

    UUID request = ask(order, List.of(ticket), 7_500);
    assertThat(stateOf(ticket)).isEqualTo("LOCKED");
    assertThat(pass(ticket)).isFalse();
    approve(supervisor, request).ok();
    JsonNode done = pay(request).ok();

    assertThat(done.path("state").asString()).isEqualTo("DONE");
    assertThat(done.path("decided").path("sameTerminal").asBoolean()).isFalse();
    assertThat(stateOf(ticket)).isEqualTo("REFUNDED");
    assertThat(drawerOf(desk)).isEqualTo(TestSales.FLOAT_MINOR - 7_500);
    assertThat(
            jdbc.sql(
                    "SELECT sum(amount_minor) || '/' || sum(fee_minor) FROM aftersales.v_refund_lines")
                .query(String.class)
                .single())
        .isEqualTo("7500/500");
    assertThat(kindsOf(ticket))
        .contains("SOLD", "REFUND_REQUESTED", "REFUND_APPROVED", "REFUND_PAID");
  }

  @Test
  void nobodyApprovesHisOwnRequest() {
    JsonNode order = sell(sales.single(8_000), 1);
    UUID request = ask(order, List.of(ticketOf(order, 0)), 7_500);
    approve(desk, request).refused("APPROVAL_BY_MAKER");
    pay(request).refused("REFUND_NOT_APPROVED");

    Client clerk = clients.signedInAs(BuiltInRole.REFUND_CLERK);
    approve(clerk, request).refused("APPROVAL_NOT_PERMITTED");
    Map<String, Object> wrong = Map.of("secret", "not-the-password", "note", "");
    supervisor
        .post("/api/aftersales/refunds/" + request + "/approve", wrong)
        .refused("SECOND_FACTOR_WRONG");
  }

  @Test
  void theApproverMayStepUpToTheClerksTerminal() {
    JsonNode order = sell(sales.single(8_000), 1);
    UUID request = ask(order, List.of(ticketOf(order, 0)), 7_500);
    Map<String, Object> here =
        Map.of(
            "operator",
            supervisor.credentials().signInName(),
            "secret",
            Clients.PASSWORD,
            "note",
            "已核对");
    JsonNode approved = desk.post("/api/aftersales/refunds/" + request + "/approve", here).ok();
    assertThat(approved.path("decided").path("sameTerminal").asBoolean()).isTrue();
    assertThat(approved.path("state").asString()).isEqualTo("APPROVED");
  }

  @Test
  void aRejectedRequestUnlocksTheTicket() {
    JsonNode order = sell(sales.single(8_000), 1);
    long ticket = ticketOf(order, 0);
    UUID request = ask(order, List.of(ticket), 7_500);
    Map<String, Object> silent = Map.of("secret", Clients.PASSWORD, "note", "");
    String path = "/api/aftersales/refunds/" + request + "/reject";
    supervisor.post(path, silent).refused("REFUND_NOTE_NEEDED");
    supervisor.post(path, Map.of("secret", Clients.PASSWORD, "note", "游客已入园")).ok();
    assertThat(stateOf(ticket)).isEqualTo("ISSUED");

    UUID second = ask(order, List.of(ticket), 7_500);
    desk.post("/api/aftersales/refunds/" + second + "/withdraw").ok();
    assertThat(stateOf(ticket)).isEqualTo("ISSUED");
  }

  @Test
  void theSameRequestAgainHasTheSameAnswer() {
    JsonNode order = sell(sales.single(8_000), 2);
    Map<String, Object> wish = wish(order, List.of(ticketOf(order, 0)), 7_500);
    desk.post("/api/aftersales/refunds", wish).ok();
    desk.post("/api/aftersales/refunds", wish).ok();
    Map<String, Object> other = new HashMap<>(wish);
    other.put("ticketNos", List.of(ticketOf(order, 1)));
    desk.post("/api/aftersales/refunds", other).refused("REFUND_CONFLICT");
    other.put("requestId", ids.next());
    other.put("ticketNos", List.of(ticketOf(order, 0)));
    desk.post("/api/aftersales/refunds", other).refused("REFUND_TICKET_PENDING");
    other.put("ticketNos", List.of(ticketOf(order, 1)));
    other.put("amountMinor", 8_000);
    desk.post("/api/aftersales/refunds", other).refused("REFUND_AMOUNT_CHANGED");
  }

  @Test
  void aRefundIsPaidOnceHoweverOftenItIsExecuted() throws Exception {
    JsonNode order = sell(sales.single(8_000), 1);
    UUID request = ask(order, List.of(ticketOf(order, 0)), 7_500);
    approve(supervisor, request).ok();

    List<Callable<Answer>> clerks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      clerks.add(() -> pay(request));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> answer : threads.invokeAll(clerks)) {
        if (answer.get().status() != 200) {
          answer.get().refused("REFUND_BEING_PAID");
        }
      }
    }
    pay(request).ok();
    assertThat(drawerOf(desk)).isEqualTo(TestSales.FLOAT_MINOR - 7_500);
  }

  @Test
  void ofARefundAndAPassageExactlyOneWins() throws Exception {
    Product adult = sales.single(8_000);
    JsonNode order = sell(adult, 20);
    Set<Long> reserved = ConcurrentHashMap.newKeySet();
    List<Callable<Boolean>> race = new ArrayList<>();
    List<UUID> requests = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      long ticket = ticketOf(order, i);
      Map<String, Object> wish = wish(order, List.of(ticket), 7_500);
      requests.add((UUID) wish.get("requestId"));
      race.add(() -> desk.post("/api/aftersales/refunds", wish).status() == 200);
      race.add(
          () -> {
            boolean done = in(() -> tickets.reserve(List.of(use(ticket)))).contains(ticket);
            if (done) {
              reserved.add(ticket);
            }
            return done;
          });
    }
    List<Boolean> won = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> one : threads.invokeAll(race)) {
        won.add(one.get());
      }
    }
    for (int i = 0; i < 20; i++) {
      assertThat(won.get(2 * i)).as("ticket %d", i).isNotEqualTo(won.get(2 * i + 1));
    }
    reserved.forEach(ticket -> in(() -> tickets.release(List.of(use(ticket)))));
  }

  @Test
  void splitRequestsAreSummedBeforeTheyAreCompared() {
    JsonNode order = sell(sales.single(300_000), 2);
    UUID first = ask(order, List.of(ticketOf(order, 0)), 299_500);
    approve(supervisor, first).ok();
    UUID second = ask(order, List.of(ticketOf(order, 1)), 299_500);
    approve(supervisor, second).refused("APPROVAL_NOT_PERMITTED");
    JsonNode approved = approve(clients.signedInAs(BuiltInRole.MANAGER), second).ok();
    assertThat(approved.path("limit").path("summedMinor").asLong()).isEqualTo(599_000);
    assertThat(approved.path("limit").path("permission").asString())
        .isEqualTo("aftersales.approve-any");
  }

  @Test
  void aRequestThatComesWhileAnotherIsBeingApprovedRaisesItsLimitToo() throws Exception {
    JsonNode order = sell(sales.single(300_000), 2);
    UUID first = ask(order, List.of(ticketOf(order, 0)), 299_500);
    CountDownLatch locked = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> holder =
          threads.submit(
              () ->
                  in(
                      () -> {
                        int rows =
                            jdbc.sql("SELECT 1 FROM aftersales.refund FOR UPDATE")
                                .query(Integer.class)
                                .list()
                                .size();
                        locked.countDown();
                        await(mayGoOn);
                        return rows;
                      }));
      locked.await();
      Future<Answer> approval = threads.submit(() -> approve(supervisor, first));
      Locks.awaitWaiter(jdbc);
      ask(order, List.of(ticketOf(order, 1)), 299_500);
      mayGoOn.countDown();
      holder.get();
      approval.get().refused("REFUND_LIMIT_GREW");
    }
    approve(supervisor, first).refused("APPROVAL_NOT_PERMITTED");
    approve(clients.signedInAs(BuiltInRole.MANAGER), first).ok();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFreeAmountIsAlwaysForTheManager() {
    JsonNode order = sell(sales.single(8_000), 2);
    Map<String, Object> wish = wish(order, List.of(ticketOf(order, 0), ticketOf(order, 1)), 16_001);
    wish.put("ground", "FREE_FORM");
    desk.post("/api/aftersales/refunds", wish).refused("REFUND_EXCEEDS_PRICE");
    wish.put("amountMinor", 9_999);
    UUID request =
        UUID.fromString(
            desk.post("/api/aftersales/refunds", wish).ok().path("requestId").asString());
    approve(supervisor, request).refused("APPROVAL_NOT_PERMITTED");
    approve(clients.signedInAs(BuiltInRole.MANAGER), request).ok();
    assertThat(pay(request).ok().path("money").path("amountMinor").asLong()).isEqualTo(9_999);
  }

  @Test
  void aClosedParkGivesEverythingBack() {
    JsonNode order = sell(sales.single(8_000), 1);
    clock.advance(Duration.ofHours(11));
    Map<String, Object> wish = wish(order, List.of(ticketOf(order, 0)), 0);
    desk.post("/api/aftersales/refunds", wish).refused("REFUND_NOTHING_DUE");
    wish.put("ground", "PARK_CLOSED");
    wish.put("amountMinor", 8_000);
    JsonNode refund = desk.post("/api/aftersales/refunds", wish).ok();
    assertThat(refund.path("money").path("feeMinor").asLong()).isZero();
  }

  @Test
  void anEmptyDrawerFailsTheRefundAndItIsTriedAgain() {
    JsonNode order = sell(sales.single(60_000), 1);
    UUID request = ask(order, List.of(ticketOf(order, 0)), 59_500);
    approve(supervisor, request).ok();

    int status = pay(request).status();
    assertThat(status).isEqualTo(409);
    JsonNode failed = desk.get("/api/aftersales/refunds/" + request).ok().path("refund");
    assertThat(failed.path("state").asString()).isEqualTo("FAILED");
    assertThat(failed.path("failure").asString()).isNotBlank();
    assertThat(stateOf(ticketOf(order, 0))).isEqualTo("LOCKED");

    putIntoDrawer(desk, 20_000);
    assertThat(pay(request).ok().path("state").asString()).isEqualTo("DONE");
  }

  @Test
  void aPaymentThatACrashInterruptedIsFreeAgainAndNothingWasPaid() {
    JsonNode order = sell(sales.single(8_000), 1);
    UUID request = ask(order, List.of(ticketOf(order, 0)), 7_500);
    approve(supervisor, request).ok();
    jdbc.sql(
            """
            UPDATE aftersales.refund
            SET state = 'EXECUTING', executed_at = requested_at, executed_by = requested_by,
                execution_terminal = requested_terminal,
                execution_shift = request_id, execution_day = requested_day
            WHERE request_id = ?
            """)
        .param(request)
        .update();
    pay(request).refused("REFUND_BEING_PAID");

    clock.advance(RefundExecution.ABANDONED_AFTER.plusSeconds(1));
    execution.freeAbandoned();
    assertThat(pay(request).ok().path("state").asString()).isEqualTo("DONE");
    assertThat(drawerOf(desk)).isEqualTo(TestSales.FLOAT_MINOR - 7_500);
  }

  @Test
  void refundedPlacesCanBeSoldAgain() {
    Product last = sales.withPlaces(8_000, 1);
    JsonNode order = sell(last, 1);
    sales.sell(window, sales.sale(last, 1)).refused("PLACES_SOLD_OUT");
    UUID request = ask(order, List.of(ticketOf(order, 0)), 7_500);
    approve(supervisor, request).ok();
    pay(request).ok();
    sales.sell(window, sales.sale(last, 1)).ok();
  }

  @Test
  void theQueueShowsWhatIsNotDone() {
    JsonNode order = sell(sales.single(8_000), 2);
    UUID first = ask(order, List.of(ticketOf(order, 0)), 7_500);
    UUID second = ask(order, List.of(ticketOf(order, 1)), 7_500);
    approve(supervisor, first).ok();
    pay(first).ok();

    JsonNode queue = supervisor.get("/api/aftersales/refunds").ok();
    assertThat(queue.path("refunds")).hasSize(1);
    assertThat(queue.path("refunds").get(0).path("requestId").asString())
        .isEqualTo(second.toString());
    JsonNode context = supervisor.get("/api/aftersales/refunds/" + second).ok();
    assertThat(context.path("tickets").get(0).path("events")).isNotEmpty();
    assertThat(desk.get("/api/aftersales/refunds/" + second + "/slip.pdf").status()).isEqualTo(200);
  }

  private JsonNode sell(Product product, int quantity) {
    return sales.sell(window, sales.sale(product, quantity)).ok();
  }

  private UUID ask(JsonNode order, List<Long> ticketNos, long amountMinor) {
    Map<String, Object> wish = wish(order, ticketNos, amountMinor);
    desk.post("/api/aftersales/refunds", wish).ok();
    return Objects.requireNonNull((UUID) wish.get("requestId"));
  }

  private Map<String, Object> wish(JsonNode order, List<Long> ticketNos, long amountMinor) {
    return new HashMap<>(
        Map.of(
            "requestId",
            ids.next(),
            "orderId",
            order.path("orderId").asString(),
            "ticketNos",
            ticketNos,
            "ground",
            "BY_RULE",
            "reason",
            "行程有变",
            "amountMinor",
            amountMinor));
  }

  private static Answer approve(Client approver, UUID request) {
    return approver.post(
        "/api/aftersales/refunds/" + request + "/approve",
        Map.of("secret", Clients.PASSWORD, "note", ""));
  }

  private Answer pay(UUID request) {
    return desk.post("/api/aftersales/refunds/" + request + "/execute");
  }

  private static long ticketOf(JsonNode order, int index) {
    return order.path("tickets").get(index).path("ticketNo").asLong();
  }

  private static String digitsOf(JsonNode order, int index) {
    return order.path("tickets").get(index).path("code").path("digits").asString();
  }

  private String stateOf(long ticketNo) {
    return tickets.find(List.of(ticketNo)).getFirst().state().name();
  }

  private List<String> kindsOf(long ticketNo) {
    JsonNode answer =
        supervisor.post("/api/ticketing/look-ups", Map.of("text", Long.toString(ticketNo))).ok();
    List<String> kinds = new ArrayList<>();
    answer
        .path("tickets")
        .get(0)
        .path("events")
        .forEach(event -> kinds.add(event.path("kind").asString()));
    return kinds;
  }

  private boolean pass(long ticketNo) {
    return in(() -> tickets.reserve(List.of(use(ticketNo)))).contains(ticketNo);
  }

  private UseOf use(long ticketNo) {
    return new UseOf(ticketNo, 1, clock.instant());
  }

  /** What the ledger says is in a drawer. */
  private long drawerOf(Client till) {
    return jdbc.sql(
            """
            SELECT coalesce(sum(CASE WHEN a.account_id = t.debit_account_id
                                     THEN t.amount_minor ELSE -t.amount_minor END), 0)
            FROM ledger.account a
            JOIN ledger.transfer t ON a.account_id IN (t.debit_account_id, t.credit_account_id)
            JOIN cashdesk.shift s ON a.kind = 'DRAWER' AND a.owner = s.shift_id::text
            WHERE s.terminal_id = ?
            """)
        .param(till.terminalId())
        .query(Long.class)
        .single();
  }

  private void putIntoDrawer(Client till, long amountMinor) {
    UUID shift =
        jdbc.sql("SELECT shift_id FROM cashdesk.shift WHERE terminal_id = ?")
            .param(till.terminalId())
            .query(UUID.class)
            .single();
    till.post(
            "/api/cashdesk/shifts/" + shift + "/movements",
            Map.of(
                "movementId",
                ids.next(),
                "paidIn",
                true,
                "amountMinor",
                amountMinor,
                "reason",
                "补充找零"))
        .ok();
  }

  private <T> T in(Supplier<T> work) {
    return new TransactionTemplate(transactions).execute(status -> work.get());
  }
}
