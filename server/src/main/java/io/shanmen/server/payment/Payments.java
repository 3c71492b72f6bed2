package io.shanmen.server.payment;

import io.shanmen.kernel.ledger.Transfer.Cause;
import io.shanmen.kernel.ledger.TransferResult;
import io.shanmen.kernel.money.Money;
import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.cashdesk.CashAccounts;
import io.shanmen.server.cashdesk.DrawerReason;
import io.shanmen.server.cashdesk.OpenShift;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.foundation.Moment;
import io.shanmen.server.ledger.AccountRef;
import io.shanmen.server.ledger.Ledger;
import io.shanmen.server.ledger.Movement;
import io.shanmen.server.payment.PaymentStore.Returned;
import io.shanmen.server.payment.PaymentStore.Taken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The face of the module: takes money and pays it back, in sets, and books both.
 *
 * <p>A payment is booked from the tender's account (for cash the shift's drawer) against the
 * clearing account of orders, with the order's id as its reference, and from there to what it is
 * for, all in one chain, so that clearing is always zero.
 */
@Component
public class Payments {

  private final PaymentStore store;
  private final Ledger ledger;
  private final Ids ids;

  Payments(PaymentStore store, Ledger ledger, Ids ids) {
    this.store = store;
    this.ledger = ledger;
    this.ids = ids;
  }

  /**
   * Takes the money for orders. Joins the caller's transaction; refuses for each member alone.
   *
   * @param now when, as in every other book that the caller changes with it
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Outcome<Paid>> take(List<PaymentRequest> requests, Moment now) {
    List<Taking> takings = requests.stream().map(this::taking).toList();
    List<Taken> wanted = takings.stream().flatMap(taking -> taking.taken().stream()).toList();
    Set<UUID> written = wanted.isEmpty() ? Set.of() : store.insert(wanted, now);
    List<Taking> fresh = new ArrayList<>();
    List<UUID> others = new ArrayList<>();
    for (Taking taking : takings) {
      if (written.contains(taking.request().orderId())) {
        fresh.add(taking);
      } else {
        others.add(taking.request().orderId());
      }
    }
    ledger.move(fresh.stream().map(Payments::booking).toList(), now).forEach(Payments::requireDone);
    // An order whose payments were not written may have been paid before.
    Map<UUID, List<PaymentRow>> before = others.isEmpty() ? Map.of() : store.ofOrders(others);
    return takings.stream()
        .map(
            taking -> {
              List<PaymentRow> rows = before.get(taking.request().orderId());
              return rows == null ? taking.outcome() : again(rows, taking.request());
            })
        .toList();
  }

  /** What is to be done for a request: rows to write, or nothing where it is refused. */
  private record Taking(PaymentRequest request, List<Taken> taken, Outcome<Paid> outcome) {}

  private Taking taking(PaymentRequest request) {
    if (check(request) instanceof Outcome.Refused<PaymentRequest>(Refusal reason)) {
      return new Taking(request, List.of(), Outcome.refused(reason));
    }
    Money nothing = Money.zero(request.due().currency());
    List<Taken> taken = new ArrayList<>();
    for (Tender tender : request.tenders()) {
      PaymentRow row =
          new PaymentRow(
              request.orderId(), taken.size() + 1, payment(tender), PaymentState.SUCCESS, nothing);
      taken.add(new Taken(row, request.shift()));
    }
    List<Payment> payments = taken.stream().map(one -> one.row().payment()).toList();
    return new Taking(
        request, taken, Outcome.done(paid(request.orderId(), payments, request.due())));
  }

  /**
   * Pays money back by the way it came: the latest tender first, cash last, never more than was
   * paid. Joins the caller's transaction; refuses for each member alone.
   *
   * @param now when, as in every other book that the caller changes with it
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Outcome<Refunded>> refund(List<RefundRequest> requests, Moment now) {
    Map<RefundId, Refunded> known =
        store.refunds(requests.stream().map(RefundRequest::id).toList());
    Map<UUID, List<PaymentRow>> payments =
        new HashMap<>(store.lockOfOrders(requests.stream().map(RefundRequest::orderId).toList()));
    List<Outcome<Refunded>> outcomes = new ArrayList<>();
    List<Returned> returned = new ArrayList<>();
    for (RefundRequest request : requests) {
      Refunded before = known.get(request.id());
      Outcome<Refunded> outcome =
          before == null
              ? plan(request, payments).then(planned -> pay(planned, now))
              : again(before, request);
      outcomes.add(outcome);
      if (before == null && outcome instanceof Outcome.Done<Refunded>(Refunded refunded)) {
        returned.add(new Returned(refunded, request.shift()));
        payments.computeIfPresent(
            request.orderId(), (order, rows) -> after(rows, refunded.parts()));
      }
    }
    if (!returned.isEmpty()) {
      store.insertRefunds(returned, now);
    }
    return outcomes;
  }

  private static Outcome<PaymentRequest> check(PaymentRequest request) {
    Money zero = Money.zero(request.due().currency());
    Money sum = request.tenders().stream().map(Tender::amount).reduce(zero, Money::plus);
    if (!sum.equals(request.due())
        || request.tenders().size() > PaymentRequest.LIMIT_TENDERS
        || request.tenders().stream().anyMatch(tender -> !tender.amount().isPositive())) {
      return Outcome.refused(
          Refusal.of(PaymentProblem.TENDERS_DO_NOT_COVER, "dueMinor", request.due().minor()));
    }
    for (Tender tender : request.tenders()) {
      switch (tender) {
        case Tender.Cash cash -> {
          if (cash.change().isNegative()) {
            long missing = cash.change().negated().minor();
            return Outcome.refused(
                Refusal.of(PaymentProblem.RECEIVED_TOO_LITTLE, "missingMinor", missing));
          }
          if (request.shift().dropDue()) {
            return Outcome.refused(PaymentProblem.DROP_DUE);
          }
        }
      }
    }
    return Outcome.done(request);
  }

  private Payment payment(Tender tender) {
    return switch (tender) {
      case Tender.Cash cash ->
          new Payment(
              new PaymentId(ids.next()),
              TenderKind.CASH,
              cash.amount(),
              cash.received(),
              cash.change());
    };
  }

  private static Outcome<Paid> again(List<PaymentRow> before, PaymentRequest request) {
    List<Payment> payments = before.stream().map(PaymentRow::payment).toList();
    Money zero = Money.zero(request.due().currency());
    Money sum = payments.stream().map(Payment::amount).reduce(zero, Money::plus);
    return sum.equals(request.due())
        ? Outcome.done(paid(request.orderId(), payments, request.due()))
        : Outcome.refused(PaymentProblem.PAYMENT_CONFLICT);
  }

  private static Paid paid(UUID orderId, List<Payment> payments, Money due) {
    Money change =
        payments.stream().map(Payment::change).reduce(Money.zero(due.currency()), Money::plus);
    return new Paid(orderId, payments, change);
  }

  /** Money in: the drawer is debited, clearing credited; then on to what it is for. */
  private static List<Movement> booking(Taking taking) {
    PaymentRequest request = taking.request();
    String order = request.orderId().toString();
    List<Movement> chain = new ArrayList<>();
    for (Taken taken : taking.taken()) {
      Payment payment = taken.row().payment();
      chain.add(
          new Movement(
              account(payment.kind(), request.shift()),
              PaymentAccounts.ORDER_CLEARING,
              payment.amount(),
              new Cause(
                  switch (payment.kind()) {
                    case CASH -> DrawerReason.CASH_SALE.name();
                  },
                  order)));
    }
    chain.add(
        new Movement(
            PaymentAccounts.ORDER_CLEARING,
            request.purpose().account(),
            request.due(),
            new Cause(request.purpose().reason(), order)));
    return chain;
  }

  private record Planned(RefundRequest request, List<RefundPart> parts) {}

  private static Outcome<Planned> plan(
      RefundRequest request, Map<UUID, List<PaymentRow>> payments) {
    List<PaymentRow> rows = payments.getOrDefault(request.orderId(), List.of());
    if (rows.isEmpty()) {
      return Outcome.refused(PaymentProblem.ORDER_NOT_PAID);
    }
    Money left = RefundPlan.refundable(rows, Money.zero(request.amount().currency()));
    if (!request.amount().isPositive() || request.amount().compareTo(left) > 0) {
      return Outcome.refused(
          Refusal.of(PaymentProblem.REFUND_EXCEEDS_PAID, "leftMinor", left.minor()));
    }
    return Outcome.done(new Planned(request, RefundPlan.parts(rows, request.amount())));
  }

  /**
   * Money out, all parts or none: what it was for is debited, clearing lies between, the drawer is
   * credited. The refund's own id keeps it from being paid twice; one that the drawer could not pay
   * can be tried again.
   */
  private Outcome<Refunded> pay(Planned planned, Moment now) {
    RefundRequest request = planned.request();
    String order = request.orderId().toString();
    List<Movement> chain = new ArrayList<>();
    for (RefundPart part : planned.parts()) {
      chain.add(
          new Movement(
              PaymentAccounts.ORDER_CLEARING,
              account(part.kind(), request.shift()),
              part.amount(),
              new Cause(
                  switch (part.kind()) {
                    case CASH -> DrawerReason.CASH_REFUND.name();
                  },
                  order)));
    }
    chain.add(
        new Movement(
            request.purpose().account(),
            PaymentAccounts.ORDER_CLEARING,
            request.amount(),
            new Cause(request.purpose().reason(), order)));
    List<TransferResult> results = ledger.move(List.of(chain), now);
    if (results.contains(TransferResult.EXCEEDS_DEBITS)) {
      return Outcome.refused(PaymentProblem.CASH_NOT_IN_DRAWER);
    }
    results.forEach(Payments::requireDone);
    return Outcome.done(new Refunded(request.id(), request.orderId(), planned.parts()));
  }

  private static Outcome<Refunded> again(Refunded before, RefundRequest request) {
    Money zero = Money.zero(request.amount().currency());
    Money sum = before.parts().stream().map(RefundPart::amount).reduce(zero, Money::plus);
    return before.orderId().equals(request.orderId()) && sum.equals(request.amount())
        ? Outcome.done(before)
        : Outcome.refused(PaymentProblem.REFUND_PAYMENT_CONFLICT);
  }

  private static List<PaymentRow> after(List<PaymentRow> rows, List<RefundPart> parts) {
    return rows.stream()
        .map(
            row ->
                parts.stream()
                    .filter(part -> part.payment().equals(row.payment().id()))
                    .map(RefundPart::amount)
                    .reduce(Money::plus)
                    .map(row::refund)
                    .orElse(row))
        .toList();
  }

  private static AccountRef account(TenderKind kind, OpenShift shift) {
    return switch (kind) {
      case CASH -> CashAccounts.drawer(shift.id());
    };
  }

  private static void requireDone(TransferResult result) {
    if (result != TransferResult.DONE) {
      throw new IllegalStateException("the ledger refused what cannot be refused: " + result);
    }
  }
}
