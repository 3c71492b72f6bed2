package io.shanmen.server.payment;

import static io.shanmen.server.identity.BuiltInRole.CASHIER;
import static io.shanmen.server.identity.BuiltInRole.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shanmen.kernel.money.Money;
import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.cashdesk.CashDesk;
import io.shanmen.server.cashdesk.OpenShift;
import io.shanmen.server.cashdesk.Till;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkClock;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.ParkProfile;
import io.shanmen.server.ledger.AccountRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ParkIT
class PaymentsIT {

  private static final Purpose TEST = new Purpose(AccountRef.of("REVENUE", "test"), "TEST");
  private static final long FLOAT_MINOR = 10_000;

  @Autowired Clients clients;
  @Autowired CashDesk cashDesk;
  @Autowired Payments payments;
  @Autowired ParkClock clock;
  @Autowired ParkProfile park;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;

  private Client cashier;
  private UUID shift;

  @BeforeEach
  void openShift() {
    cashier = clients.signedInAs(CASHIER);
    Client supervisor = clients.signedInAs(SUPERVISOR);
    UUID floatId = UUID.randomUUID();
    shift = UUID.randomUUID();
    List<?> lines = List.of(Map.of("faceMinor", FLOAT_MINOR, "count", 1));
    supervisor
        .post(
            "/api/cashdesk/floats",
            Map.of(
                "floatId",
                floatId,
                "operatorId",
                cashier.operatorId(),
                "terminalId",
                cashier.terminalId(),
                "lines",
                lines))
        .ok();
    cashier
        .post("/api/cashdesk/shifts", Map.of("shiftId", shift, "floatId", floatId, "lines", lines))
        .ok();
  }

  @Test
  void cashIsTakenWithChangeAndBookedInTheDrawer() {
    UUID order = UUID.randomUUID();
    Paid paid = take(order, 16_000, 20_000).orThrow();
    assertThat(paid.change()).isEqualTo(money(4_000));
    assertThat(drawer()).isEqualTo(FLOAT_MINOR + 16_000);
    assertThat(openings("SALE")).isEqualTo(1);
  }

  @Test
  void i13TheSameOrderIsPaidOnceAndAnotherAmountIsAConflict() {
    UUID order = UUID.randomUUID();
    Paid first = take(order, 16_000, 20_000).orThrow();
    assertThat(take(order, 16_000, 20_000).orThrow()).isEqualTo(first);
    assertThat(take(order, 17_000, 20_000))
        .isEqualTo(Outcome.refused(PaymentProblem.PAYMENT_CONFLICT));
    assertThat(drawer()).isEqualTo(FLOAT_MINOR + 16_000);
  }

  @Test
  void tooLittleCashAndTendersThatDoNotCoverAreRefusedForTheMemberAlone() {
    List<Outcome<Paid>> outcomes =
        takeAll(
            till ->
                List.of(
                    request(UUID.randomUUID(), till, 16_000, cash(16_000, 15_900)),
                    request(UUID.randomUUID(), till, 16_000, cash(15_000, 20_000)),
                    request(UUID.randomUUID(), till, 8_000, cash(8_000, 8_000)),
                    new PaymentRequest(UUID.randomUUID(), till, money(0), List.of(), TEST)));
    assertThat(outcomes.get(0))
        .isEqualTo(
            Outcome.refused(Refusal.of(PaymentProblem.RECEIVED_TOO_LITTLE, "missingMinor", 100L)));
    assertThat(outcomes.get(1))
        .isEqualTo(
            Outcome.refused(Refusal.of(PaymentProblem.TENDERS_DO_NOT_COVER, "dueMinor", 16_000L)));
    assertThat(outcomes.get(2).isDone()).isTrue();
    assertThat(outcomes.get(3).orThrow().payments()).isEmpty();
    assertThat(drawer()).isEqualTo(FLOAT_MINOR + 8_000);
  }

  @Test
  void noPaymentInCashCanStayUnfinished() {
    take(UUID.randomUUID(), 8_000, 8_000).orThrow();
    for (String state : List.of("INIT", "PENDING", "FAILED")) {
      assertThatThrownBy(
              () -> jdbc.sql("UPDATE payment.payment SET state = ?").param(state).update())
          .hasMessageContaining("cash_is_there_at_once");
    }
  }

  @Test
  void r4CashIsRefusedWhileADropIsDue() {
    take(UUID.randomUUID(), 500_000, 500_000).orThrow();
    assertThat(take(UUID.randomUUID(), 8_000, 8_000))
        .isEqualTo(Outcome.refused(PaymentProblem.DROP_DUE));
  }

  @Test
  void r19ARefundIsPaidFromTheExecutingShiftsDrawerOnce() {
    UUID order = UUID.randomUUID();
    take(order, 16_000, 20_000).orThrow();
    UUID refund = UUID.randomUUID();
    Refunded first = refund(refund, order, 6_000).orThrow();
    assertThat(first.parts()).extracting(RefundPart::amount).containsExactly(money(6_000));
    assertThat(refund(refund, order, 6_000).orThrow()).isEqualTo(first);
    assertThat(refund(refund, order, 5_000))
        .isEqualTo(Outcome.refused(PaymentProblem.REFUND_PAYMENT_CONFLICT));
    assertThat(drawer()).isEqualTo(FLOAT_MINOR + 10_000);
    assertThat(openings("REFUND")).isEqualTo(1);
  }

  @Test
  void i7RefundsNeverExceedWhatWasPaid() {
    UUID order = UUID.randomUUID();
    take(order, 16_000, 16_000).orThrow();
    refund(UUID.randomUUID(), order, 10_000).orThrow();
    assertThat(refund(UUID.randomUUID(), order, 6_001))
        .isEqualTo(
            Outcome.refused(Refusal.of(PaymentProblem.REFUND_EXCEEDS_PAID, "leftMinor", 6_000L)));
    refund(UUID.randomUUID(), order, 6_000).orThrow();
    assertThat(refund(UUID.randomUUID(), UUID.randomUUID(), 1))
        .isEqualTo(Outcome.refused(PaymentProblem.ORDER_NOT_PAID));
  }

  @Test
  void aRefundThatTheDrawerCannotPayIsTriedAgainUnderTheSameIdWhenThereIsCash() {
    UUID order = UUID.randomUUID();
    take(order, 90_000, 90_000).orThrow();
    payOut(95_000);
    UUID refund = UUID.randomUUID();
    assertThat(refund(refund, order, 60_000))
        .isEqualTo(Outcome.refused(PaymentProblem.CASH_NOT_IN_DRAWER));
    take(UUID.randomUUID(), 80_000, 80_000).orThrow();
    assertThat(refund(refund, order, 60_000).isDone()).isTrue();
    assertThat(drawer()).isEqualTo(FLOAT_MINOR + 90_000 - 95_000 + 80_000 - 60_000);
  }

  @Test
  void f9OpeningTheDrawerWithoutASaleIsLoggedWithItsReason() {
    Map<String, Object> opening = Map.of("openingId", UUID.randomUUID(), "reason", "游客换零钱");
    cashier.post("/api/payment/drawer-openings", opening).ok();
    cashier.post("/api/payment/drawer-openings", opening).ok();
    assertThat(openings("NO_SALE")).isEqualTo(1);
    Map<String, Object> other = new HashMap<>(opening);
    other.put("reason", "清点零钱");
    cashier.post("/api/payment/drawer-openings", other).refused("OPENING_CONFLICT");
    clients
        .signedInAs(CASHIER)
        .post(
            "/api/payment/drawer-openings",
            Map.of("openingId", UUID.randomUUID(), "reason", "没有开班"))
        .refused("NO_OPEN_SHIFT");
    Client supervisor = clients.signedInAs(SUPERVISOR);
    assertThat(supervisor.get("/api/payment/shifts/" + shift + "/drawer-openings").ok().size())
        .isEqualTo(1);
  }

  private Outcome<Paid> take(UUID order, long dueMinor, long receivedMinor) {
    return takeAll(till -> List.of(request(order, till, dueMinor, cash(dueMinor, receivedMinor))))
        .getFirst();
  }

  private List<Outcome<Paid>> takeAll(Function<OpenShift, List<PaymentRequest>> requests) {
    return transaction.execute(status -> payments.take(requests.apply(shift()), clock.now()));
  }

  private Outcome<Refunded> refund(UUID id, UUID order, long minor) {
    return transaction.execute(
        status ->
            payments
                .refund(
                    List.of(
                        new RefundRequest(new RefundId(id), order, money(minor), shift(), TEST)),
                    clock.now())
                .getFirst());
  }

  private OpenShift shift() {
    Till till = new Till(cashier.operatorId(), cashier.terminalId());
    return java.util.Objects.requireNonNull(cashDesk.openShifts(Set.of(till)).get(till)).orThrow();
  }

  private void payOut(long minor) {
    cashier
        .post(
            "/api/cashdesk/shifts/" + shift + "/movements",
            Map.of(
                "movementId",
                UUID.randomUUID(),
                "paidIn",
                false,
                "amountMinor",
                minor,
                "reason",
                "送存"))
        .ok();
  }

  private PaymentRequest request(UUID order, OpenShift till, long dueMinor, Tender tender) {
    return new PaymentRequest(order, till, money(dueMinor), List.of(tender), TEST);
  }

  private Tender cash(long amountMinor, long receivedMinor) {
    return new Tender.Cash(money(amountMinor), money(receivedMinor));
  }

  private Money money(long minor) {
    return park.park().money(minor);
  }

  private long drawer() {
    return number(
        """
        SELECT sum(debit_minor - credit_minor) FROM ledger.v_entry
        WHERE kind = 'DRAWER' AND owner = ?
        """,
        shift.toString());
  }

  private long openings(String cause) {
    return number("SELECT count(*) FROM payment.drawer_opening WHERE cause = ?", cause);
  }

  private long number(String sql, Object param) {
    return jdbc.sql(sql).param(param).query(Long.class).single();
  }
}
