package io.shanmen.server.cashdesk;

import static io.shanmen.server.identity.BuiltInRole.ADMINISTRATOR;
import static io.shanmen.server.identity.BuiltInRole.CASHIER;
import static io.shanmen.server.identity.BuiltInRole.MANAGER;
import static io.shanmen.server.identity.BuiltInRole.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shanmen.kernel.ledger.TransferId;
import io.shanmen.kernel.ledger.TransferResult;
import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.cashdesk.DrawerCash.Booking;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.Locks;
import io.shanmen.server.foundation.ParkClock;
import io.shanmen.server.foundation.ParkIT;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@ParkIT
class CashDeskIT {

  private static final String TILL = "/api/cashdesk/till";
  private static final String FLOATS = "/api/cashdesk/floats";
  private static final String SHIFTS = "/api/cashdesk/shifts";

  @Autowired Clients clients;
  @Autowired CashDesk cashDesk;
  @Autowired DrawerCash drawerCash;
  @Autowired ShiftStore shifts;
  @Autowired ParkClock clock;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;

  private Client cashier;
  private Client supervisor;

  @BeforeEach
  void signIn() {
    cashier = clients.signedInAs(CASHIER);
    supervisor = clients.signedInAs(SUPERVISOR);
  }

  @Test
  void r1NobodySellsWithoutAnOpenShift() {
    assertThat(openShift(cashier)).isEqualTo(Outcome.refused(CashDeskProblem.NO_OPEN_SHIFT));
    UUID shift = open(cashier, 50_000);
    assertThat(openShift(cashier).orThrow().id()).isEqualTo(new ShiftId(shift));
    assertThat(openShift(supervisor).isDone()).isFalse();
    cashier.post(SHIFTS + "/" + shift + "/close").ok();
    assertThat(openShift(cashier)).isEqualTo(Outcome.refused(CashDeskProblem.NO_OPEN_SHIFT));
    cashier.post(SHIFTS + "/" + shift + "/resume").ok();
    assertThat(openShift(cashier).isDone()).isTrue();
  }

  @Test
  void r1OneShiftForAnOperatorAndForADrawer() {
    open(cashier, 50_000);
    issue(supervisor, UUID.randomUUID(), cashier, yuan(500)).refused("SHIFT_ALREADY_OPEN");
    Client elsewhere = clients.signedIn(cashier.credentials());
    issue(supervisor, UUID.randomUUID(), elsewhere, yuan(500)).refused("SHIFT_ALREADY_OPEN");
  }

  @Test
  void r2AShiftOpensOnlyIfTheCashierCountsWhatTheSupervisorIssued() {
    UUID floatId = UUID.randomUUID();
    cashier.post(FLOATS + "/requests", Map.of("floatId", floatId)).ok();
    assertThat(state(cashier)).isEqualTo("FLOAT_REQUESTED");
    assertThat(supervisor.get(FLOATS).ok().get(0).path("floatId").asString())
        .isEqualTo(floatId.toString());
    issue(cashier, floatId, cashier, yuan(500)).refused("NOT_PERMITTED");
    issue(supervisor, floatId, cashier, yuan(500)).ok();
    issue(supervisor, floatId, cashier, yuan(500)).ok();
    issue(supervisor, floatId, cashier, yuan(600)).refused("SHIFT_CONFLICT");
    assertThat(state(cashier)).isEqualTo("FLOAT_ISSUED");

    UUID shift = UUID.randomUUID();
    Map<String, Object> wrong = Map.of("shiftId", shift, "floatId", floatId, "lines", yuan(499));
    JsonNode problem = cashier.post(SHIFTS, wrong).refused("FLOAT_MISMATCH");
    assertThat(problem.path("params")).isEmpty();
    assertThat(problem.path("detail").asString() + problem.path("zh").asString())
        .doesNotContainPattern("\\d");
    assertThat(state(cashier)).isEqualTo("FLOAT_ISSUED");

    Map<String, Object> right = Map.of("shiftId", shift, "floatId", floatId, "lines", yuan(500));
    JsonNode first = cashier.post(SHIFTS, right).ok();
    assertThat(first.path("state").asString()).isEqualTo("OPEN");
    assertThat(cashier.post(SHIFTS, right).ok()).isEqualTo(first);
  }

  @Test
  void r2NobodyIssuesAFloatToHimself() {
    Client everything = clients.signedInAs(ADMINISTRATOR);
    issue(everything, UUID.randomUUID(), everything, yuan(500)).refused("FLOAT_TO_SELF");
  }

  @Test
  void r3TheExampleOfTheRuleExpects1800YuanAndIs5Short() {
    UUID shift = open(cashier, 50_000);
    book(shift, DrawerReason.CASH_SALE, 842_000);
    book(shift, DrawerReason.CASH_TOPUP, 100_000);
    book(shift, DrawerReason.DEPOSIT_IN, 20_000);
    book(shift, DrawerReason.CASH_REFUND, 26_000);
    book(shift, DrawerReason.DEPOSIT_OUT, 6_000);
    drop(shift, yuan(8_000));

    JsonNode x = report(supervisor, shift);
    assertThat(x.path("zNumber").isNull()).isTrue();
    assertThat(x.path("expectedMinor").asLong()).isEqualTo(180_000);

    cashier.post(SHIFTS + "/" + shift + "/close").ok();
    JsonNode answer = count(cashier, shift, yuan(1_795)).ok();
    assertThat(answer.path("state").asString()).isEqualTo("CLOSED");
    assertThat(answer.path("overShortMinor").asLong()).isEqualTo(-500);
    assertThat(answer.path("band").asString()).isEqualTo("AUTOMATIC");

    JsonNode z = report(supervisor, shift);
    assertThat(z.path("zNumber").asInt()).isEqualTo(1);
    assertThat(z.path("cash")).isEqualTo(x.path("cash"));
    assertThat(z.path("expectedMinor").asLong()).isEqualTo(180_000);
    assertThat(z.path("close").path("countedMinor").asLong()).isEqualTo(179_500);
  }

  @Test
  void r4NoCashBeyondTheLimitBeforeADropThatAnotherPersonReceives() {
    UUID shift = open(cashier, 50_000);
    book(shift, DrawerReason.CASH_SALE, 450_000);
    assertThat(openShift(cashier).orThrow().dropDue()).isFalse();
    book(shift, DrawerReason.CASH_SALE, 1);
    assertThat(openShift(cashier).orThrow().dropDue()).isTrue();

    UUID drop = UUID.randomUUID();
    Map<String, Object> offer = Map.of("dropId", drop, "lines", yuan(4_000));
    JsonNode slip = cashier.post(SHIFTS + "/" + shift + "/drops", offer).ok();
    assertThat(cashier.post(SHIFTS + "/" + shift + "/drops", offer).ok()).isEqualTo(slip);
    assertThat(openShift(cashier).orThrow().dropDue()).isTrue();
    cashier.post(SHIFTS + "/" + shift + "/close").refused("SHIFT_HAS_LEFTOVERS");

    JsonNode received = supervisor.post("/api/cashdesk/drops/" + drop + "/receipt").ok();
    assertThat(received.path("receivedBy").asString()).isNotBlank();
    assertThat(supervisor.post("/api/cashdesk/drops/" + drop + "/receipt").ok())
        .isEqualTo(received);
    assertThat(openShift(cashier).orThrow().dropDue()).isFalse();
    assertThat(drawerCash.expected(new ShiftId(shift)).minor()).isEqualTo(100_001);
  }

  @Test
  void r4NobodyReceivesHisOwnDropNorMoreThanTheDrawerHolds() {
    Client everything = clients.signedInAs(ADMINISTRATOR);
    UUID shift = open(everything, 50_000);
    UUID drop = UUID.randomUUID();
    everything
        .post(SHIFTS + "/" + shift + "/drops", Map.of("dropId", drop, "lines", yuan(600)))
        .ok();
    everything.post("/api/cashdesk/drops/" + drop + "/receipt").refused("DROP_TO_SELF");
    supervisor.post("/api/cashdesk/drops/" + drop + "/receipt").refused("MOVEMENT_EXCEEDS_DRAWER");
    everything.post("/api/cashdesk/drops/" + drop + "/cancellation").ok();
  }

  @Test
  void r5NeitherOverNorShortIsShownBeforeTheLastSubmission() {
    UUID shift = open(cashier, 50_000);
    book(shift, DrawerReason.CASH_SALE, 123_400);
    cashier.get(SHIFTS + "/" + shift + "/report").refused("OWN_SHIFT_IS_BLIND");
    cashier.post(SHIFTS + "/" + shift + "/close").ok();
    assertSilent(cashier.get(TILL).bytes());
    cashier.get(SHIFTS + "/" + shift + "/report").refused("OWN_SHIFT_IS_BLIND");

    UUID countId = UUID.randomUUID();
    Map<String, Object> body = Map.of("countId", countId, "lines", yuan(1_700));
    JsonNode first = cashier.post(SHIFTS + "/" + shift + "/counts", body).ok();
    assertThat(first.path("state").asString()).isEqualTo("COUNT_AGAIN");
    assertThat(first.path("submissionsLeft").asInt()).isEqualTo(1);
    assertThat(first.path("overShortMinor").isNull()).isTrue();
    assertThat(first.path("band").isNull()).isTrue();
    assertThat(first.path("report").isNull()).isTrue();
    assertThat(cashier.post(SHIFTS + "/" + shift + "/counts", body).ok()).isEqualTo(first);
    assertSilent(cashier.get(TILL).bytes());
    cashier.post(SHIFTS + "/" + shift + "/resume").refused("COUNT_HAS_BEGUN");
    cashier.get(SHIFTS + "/" + shift + "/report").refused("OWN_SHIFT_IS_BLIND");

    JsonNode second = count(cashier, shift, yuan(1_710)).ok();
    assertThat(second.path("state").asString()).isEqualTo("AWAITING_ACCEPTANCE");
    assertThat(second.path("overShortMinor").asLong()).isEqualTo(-2_400);
    count(cashier, shift, yuan(1_734)).refused("NO_SUBMISSION_LEFT");
    assertThat(jdbc.sql("SELECT count(*) FROM cashdesk.submission").query(Integer.class).single())
        .isEqualTo(2);
    assertThatThrownBy(() -> jdbc.sql("UPDATE cashdesk.submission SET counted_minor = 0").update())
        .hasMessageContaining("only grows");
  }

  @Test
  void r6TheBandSaysWhoAcceptsAndEachDifferenceIsBooked() {
    Client manager = clients.signedInAs(MANAGER);
    UUID small = countedTwice(cashier, 50_000, yuan(540));
    supervisor.post(SHIFTS + "/" + small + "/acceptance", Map.of("reason", "找零有误")).ok();
    assertThat(report(supervisor, small).path("shift").path("state").asString())
        .isEqualTo("CLOSED");

    UUID large = countedTwice(cashier, 50_000, yuan(400));
    supervisor
        .post(SHIFTS + "/" + large + "/acceptance", Map.of("reason", "不清楚"))
        .refused("ACCEPTANCE_NOT_PERMITTED");
    JsonNode z = manager.post(SHIFTS + "/" + large + "/acceptance", Map.of("reason", "已查录像")).ok();
    assertThat(z.path("close").path("band").asString()).isEqualTo("MANAGER");
    assertThat(z.path("shift").path("state").asString()).isEqualTo("CLOSED_WITH_EXCEPTION");
    assertThat(z.path("zNumber").asInt()).isEqualTo(2);
    assertThat(balance("CASH_OVERAGE", small.toString())).isEqualTo(-4_000);
    assertThat(balance("CASH_SHORTAGE", cashier.operatorId().toString())).isEqualTo(10_000);
    assertThat(balance("DRAWER", large.toString())).isZero();
  }

  @Test
  void r6TheCashierNeverAcceptsHisOwnDifferenceButAManagerMayStepUpToTheWindow() {
    Client everything = clients.signedInAs(ADMINISTRATOR);
    UUID own = countedTwice(everything, 50_000, yuan(300));
    everything
        .post(SHIFTS + "/" + own + "/acceptance", Map.of("reason", "是我"))
        .refused("ACCEPTANCE_BY_CASHIER");
    Client.Credentials manager = clients.operator(MANAGER);
    JsonNode z =
        everything
            .post(
                SHIFTS + "/" + own + "/acceptance-here",
                Map.of(
                    "approver", manager.signInName(), "secret", Clients.PASSWORD, "reason", "已查录像"))
            .ok();
    assertThat(z.path("close").path("acceptedBy").asString()).isNotBlank();
  }

  @Test
  void r9WhereTheParkWantsADutyOfficerNobodyCountsWithoutOne() {
    clients
        .signedInAs(MANAGER)
        .put("/api/cashdesk/settings", Map.of("dutyOfficerNeeded", true))
        .ok();
    UUID shift = open(cashier, 50_000);
    String path = SHIFTS + "/" + shift;
    cashier.post(path + "/duty-officer", by(supervisor)).refused("SHIFT_NOT_COUNTING");
    cashier.post(path + "/close").ok();
    Map<String, Object> count = Map.of("countId", UUID.randomUUID(), "lines", yuan(500));
    cashier.post(path + "/counts", count).refused("DUTY_OFFICER_NEEDED");
    assertThat(cashier.get(TILL).ok().path("shift").path("dutyOfficerNeeded").asBoolean()).isTrue();

    cashier.post(path + "/duty-officer", by(cashier)).refused("APPROVAL_BY_MAKER");
    cashier
        .post(path + "/duty-officer", by(clients.signedInAs(CASHIER)))
        .refused("APPROVAL_NOT_PERMITTED");
    cashier.post(path + "/duty-officer", by(supervisor)).ok();
    cashier.post(path + "/resume").ok();
    cashier.post(path + "/close").ok();
    cashier.post(path + "/counts", count).refused("DUTY_OFFICER_NEEDED");
    cashier.post(path + "/duty-officer", by(supervisor)).ok();
    JsonNode closed = cashier.post(path + "/counts", count).ok();

    assertThat(closed.path("report").path("close").path("dutyOfficer").isNull()).isFalse();
  }

  private static Map<String, Object> by(Client officer) {
    return Map.of(
        "officer", officer.credentials().signInName(), "secret", officer.credentials().password());
  }

  @Test
  void r10ZNumbersAreGaplessPerDrawerEvenIfACloseIsRolledBack() {
    for (int number = 1; number <= 3; number++) {
      UUID shift = open(cashier, 50_000);
      cashier.post(SHIFTS + "/" + shift + "/close").ok();
      transaction.executeWithoutResult(
          status -> {
            shifts.nextZ(cashier.terminalId());
            status.setRollbackOnly();
          });
      JsonNode answer = count(cashier, shift, yuan(500)).ok();
      assertThat(answer.path("report").path("zNumber").asInt()).isEqualTo(number);
    }
  }

  @Test
  void r10AfterTheZNothingCanBePostedToTheShift() {
    UUID shift = open(cashier, 50_000);
    cashier.post(SHIFTS + "/" + shift + "/close").ok();
    count(cashier, shift, yuan(500)).ok();
    assertThat(put(shift, DrawerReason.CASH_SALE, 100))
        .isEqualTo(TransferResult.DEBIT_ACCOUNT_CLOSED);
    assertThatThrownBy(() -> jdbc.sql("UPDATE cashdesk.shift SET state = 'OPEN'").update())
        .hasMessageContaining("only grows");
  }

  @Test
  void aCloseWaitsForTheSalesThatAreUnderWayAndLocksOutLaterOnes() throws Exception {
    UUID shift = open(cashier, 50_000);
    CountDownLatch selling = new CountDownLatch(1);
    CountDownLatch mayCommit = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> sale =
          threads.submit(
              () ->
                  transaction.executeWithoutResult(
                      status -> {
                        Till till = till(cashier);
                        cashDesk.openShifts(Set.of(till));
                        selling.countDown();
                        await(mayCommit);
                        drawerCash.put(
                            booking(shift, DrawerReason.CASH_SALE, 8_000),
                            new TransferId(UUID.randomUUID()),
                            clock.now());
                      }));
      selling.await();
      Future<JsonNode> close =
          threads.submit(() -> cashier.post(SHIFTS + "/" + shift + "/close").ok());
      Locks.awaitWaiter(jdbc);
      assertThat(close.isDone()).isFalse();
      mayCommit.countDown();
      sale.get(10, TimeUnit.SECONDS);
      assertThat(close.get(10, TimeUnit.SECONDS).path("state").asString()).isEqualTo("COUNTING");
    }
    assertThat(openShift(cashier).isDone()).isFalse();
    JsonNode answer = count(cashier, shift, yuan(580)).ok();
    assertThat(answer.path("overShortMinor").asLong()).isZero();
  }

  @Test
  void cashIsPaidInAndOutOnceHoweverOftenItIsAsked() {
    UUID shift = open(cashier, 50_000);
    Map<String, Object> in =
        Map.of(
            "movementId", UUID.randomUUID(), "paidIn", true, "amountMinor", 5_000, "reason", "换零");
    cashier.post(SHIFTS + "/" + shift + "/movements", in).ok();
    cashier.post(SHIFTS + "/" + shift + "/movements", in).ok();
    Map<String, Object> tooMuch =
        Map.of(
            "movementId",
            UUID.randomUUID(),
            "paidIn",
            false,
            "amountMinor",
            55_001,
            "reason",
            "买水");
    cashier.post(SHIFTS + "/" + shift + "/movements", tooMuch).refused("MOVEMENT_EXCEEDS_DRAWER");
    assertThat(drawerCash.expected(new ShiftId(shift)).minor()).isEqualTo(55_000);
  }

  private void assertSilent(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    assertThat(text).doesNotContain("expected").doesNotContain("173400").doesNotContain("123400");
    assertThat(text).contains("\"overShortMinor\":null");
  }

  private UUID countedTwice(Client who, long floatMinor, List<Map<String, Object>> counted) {
    UUID shift = open(who, floatMinor);
    who.post(SHIFTS + "/" + shift + "/close").ok();
    count(who, shift, counted).ok();
    count(who, shift, counted).ok();
    return shift;
  }

  private UUID open(Client who, long floatMinor) {
    UUID floatId = UUID.randomUUID();
    UUID shift = UUID.randomUUID();
    issue(supervisor, floatId, who, yuan(floatMinor / 100)).ok();
    who.post(SHIFTS, Map.of("shiftId", shift, "floatId", floatId, "lines", yuan(floatMinor / 100)))
        .ok();
    return shift;
  }

  private static io.shanmen.server.client.Answer issue(
      Client issuer, UUID floatId, Client cashier, List<Map<String, Object>> lines) {
    return issuer.post(
        FLOATS,
        Map.of(
            "floatId",
            floatId,
            "operatorId",
            cashier.operatorId(),
            "terminalId",
            cashier.terminalId(),
            "lines",
            lines));
  }

  private static io.shanmen.server.client.Answer count(
      Client who, UUID shift, List<Map<String, Object>> lines) {
    return who.post(
        SHIFTS + "/" + shift + "/counts", Map.of("countId", UUID.randomUUID(), "lines", lines));
  }

  private void drop(UUID shift, List<Map<String, Object>> lines) {
    UUID drop = UUID.randomUUID();
    cashier.post(SHIFTS + "/" + shift + "/drops", Map.of("dropId", drop, "lines", lines)).ok();
    supervisor.post("/api/cashdesk/drops/" + drop + "/receipt").ok();
  }

  private static JsonNode report(Client who, UUID shift) {
    return who.get(SHIFTS + "/" + shift + "/report").ok();
  }

  private static String state(Client who) {
    return who.get(TILL).ok().path("state").asString();
  }

  /** An amount in yuan as notes, with single yuan for the rest. */
  private static List<Map<String, Object>> yuan(long amount) {
    return IntStream.of(100, 10, 1)
        .<Map<String, Object>>mapToObj(
            face -> {
              long above = face == 100 ? Long.MAX_VALUE : face * 10L;
              long count = (amount % above) / face;
              return Map.of("faceMinor", face * 100, "count", count);
            })
        .toList();
  }

  private static Till till(Client who) {
    return new Till(who.operatorId(), who.terminalId());
  }

  private Outcome<OpenShift> openShift(Client who) {
    return Objects.requireNonNull(
        transaction.execute(
            status ->
                Objects.requireNonNull(cashDesk.openShifts(Set.of(till(who))).get(till(who)))));
  }

  private void book(UUID shift, DrawerReason reason, long minor) {
    assertThat(put(shift, reason, minor)).isEqualTo(TransferResult.DONE);
  }

  private TransferResult put(UUID shift, DrawerReason reason, long minor) {
    return transaction.execute(
        status ->
            drawerCash.put(
                booking(shift, reason, minor), new TransferId(UUID.randomUUID()), clock.now()));
  }

  private Booking booking(UUID shift, DrawerReason reason, long minor) {
    return new Booking(new ShiftId(shift), reason, CashAccounts.SUNDRY, clock.money(minor));
  }

  private long balance(String kind, String owner) {
    return jdbc.sql(
            """
            SELECT coalesce(sum(debit_minor - credit_minor), 0) FROM ledger.v_entry
            WHERE kind = ? AND owner = ?
            """)
        .params(kind, owner)
        .query(Long.class)
        .single();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
