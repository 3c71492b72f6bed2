package io.shanmen.server.payment;

import io.shanmen.kernel.ledger.AccountId;
import io.shanmen.kernel.ledger.Transfer;
import io.shanmen.kernel.ledger.Transfer.Cause;
import io.shanmen.kernel.ledger.Transfer.Move;
import io.shanmen.kernel.ledger.Transfer.Sides;
import io.shanmen.kernel.ledger.TransferId;
import io.shanmen.kernel.ledger.TransferResult;
import io.shanmen.kernel.money.Money;
import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.cashdesk.CashAccounts;
import io.shanmen.server.cashdesk.DrawerReason;
import io.shanmen.server.cashdesk.OpenShift;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.ledger.Ledger;
import io.shanmen.server.payment.PaymentStore.Returned;
import io.shanmen.server.payment.PaymentStore.Taken;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The face of the module: takes money and pays it back, in sets, and books both.
 *
 * <p>A payment is booked from the tender's account (for cash the shift's drawer) against the
 * clearing account of orders, with the order's id as its reference; whoever conducts the sale books
 * the other half, from clearing to revenue, in the same transaction, so that clearing is always
 * zero.
 */
@Component
public class Payments {

  private final PaymentStore store;
  private final DrawerOpenings openings;
  private final Ledger ledger;
  private final Ids ids;
  private final InstantSource clock;

  Payments(
      PaymentStore store, DrawerOpenings openings, Ledger ledger, Ids ids, InstantSource clock) {
    this.store = store;
    this.openings = openings;
    this.ledger = ledger;
    this.ids = ids;
    this.clock = clock;
  }

  /** Takes the money for orders. Joins the caller's transaction; refuses for each member alone. */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Outcome<Paid>> take(List<PaymentRequest> requests) {
    Map<UUID, List<PaymentRow>> known =
        store.ofOrders(requests.stream().map(PaymentRequest::orderId).toList());
    List<Taken> taken = new ArrayList<>();
    List<Outcome<Paid>> outcomes =
        requests.stream()
            .map(request -> take(request, known.getOrDefault(request.orderId(), List.of()), taken))
            .toList();
    if (!taken.isEmpty()) {
      Instant now = clock.instant();
      store.insert(taken, now);
      ledger.open(List.of(PaymentAccounts.ORDER_CLEARING));
      ledger.post(taken.stream().map(Payments::booking).toList()).forEach(Payments::requireDone);
      openings.record(cashOf(taken), DrawerOpening.Cause.SALE, now);
    }
    return outcomes;
  }

  /**
   * Pays money back by the way it came: the latest tender first, cash last, never more than was
   * paid. Joins the caller's transaction; refuses for each member alone.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Outcome<Refunded>> refund(List<RefundRequest> requests) {
    Map<RefundId, Refunded> known =
        store.refunds(requests.stream().map(RefundRequest::id).toList());
    Map<UUID, List<PaymentRow>> payments =
        new HashMap<>(store.lockOfOrders(requests.stream().map(RefundRequest::orderId).toList()));
    List<Outcome<Refunded>> outcomes = new ArrayList<>();
    List<Returned> returned = new ArrayList<>();
    for (RefundRequest request : requests) {
      Refunded before = known.get(request.id());
      Outcome<Refunded> outcome =
          before == null ? plan(request, payments).then(this::pay) : again(before, request);
      outcomes.add(outcome);
      if (before == null && outcome instanceof Outcome.Done<Refunded>(Refunded refunded)) {
        returned.add(new Returned(refunded, request.shift()));
        payments.computeIfPresent(
            request.orderId(), (order, rows) -> after(rows, refunded.parts()));
      }
    }
    if (!returned.isEmpty()) {
      Instant now = clock.instant();
      store.insertRefunds(returned, now);
      openings.record(
          returned.stream().filter(Payments::isCash).map(Returned::shift).toList(),
          DrawerOpening.Cause.REFUND,
          now);
    }
    return outcomes;
  }

  private Outcome<Paid> take(PaymentRequest request, List<PaymentRow> before, List<Taken> taken) {
    if (!before.isEmpty()) {
      return again(before, request);
    }
    return check(request)
        .map(
            checked -> {
              List<Payment> payments = new ArrayList<>();
              for (Tender tender : checked.tenders()) {
                Payment payment = payment(tender);
                payments.add(payment);
                PaymentRow row =
                    new PaymentRow(
                        checked.orderId(),
                        payments.size(),
                        payment,
                        PaymentState.SUCCESS,
                        Money.zero(checked.due().currency()));
                taken.add(new Taken(row, checked.shift()));
              }
              return paid(checked.orderId(), payments, checked.due());
            });
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

  private static List<OpenShift> cashOf(List<Taken> taken) {
    return taken.stream()
        .filter(one -> one.row().payment().kind() == TenderKind.CASH)
        .map(Taken::shift)
        .toList();
  }

  private static boolean isCash(Returned returned) {
    return returned.refund().parts().stream().anyMatch(part -> part.kind() == TenderKind.CASH);
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

  /** Money in: the drawer is debited, clearing credited. */
  private static Move booking(Taken taken) {
    Payment payment = taken.row().payment();
    AccountId tender = account(payment.kind(), taken.shift());
    return new Move(
        new TransferId(payment.id().value()),
        new Sides(tender, PaymentAccounts.ORDER_CLEARING.id()),
        payment.amount(),
        new Cause(
            switch (payment.kind()) {
              case CASH -> DrawerReason.CASH_SALE.name();
            },
            taken.row().orderId().toString()));
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
   * Money out, all parts or none: clearing is debited, the drawer credited. The transfers get new
   * ids, so that a refund that the drawer could not pay can be tried again; the refund's own id
   * keeps it from being paid twice.
   */
  private Outcome<Refunded> pay(Planned planned) {
    RefundRequest request = planned.request();
    List<Transfer> chain = new ArrayList<>();
    for (RefundPart part : planned.parts()) {
      AccountId tender = account(part.kind(), request.shift());
      chain.add(
          new Move(
              new TransferId(ids.next()),
              new Sides(PaymentAccounts.ORDER_CLEARING.id(), tender),
              part.amount(),
              new Cause(
                  switch (part.kind()) {
                    case CASH -> DrawerReason.CASH_REFUND.name();
                  },
                  request.orderId().toString())));
    }
    List<TransferResult> results = ledger.postChains(List.of(chain));
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

  private static AccountId account(TenderKind kind, OpenShift shift) {
    return switch (kind) {
      case CASH -> CashAccounts.drawer(shift.id()).id();
    };
  }

  private static void requireDone(TransferResult result) {
    if (result != TransferResult.DONE && result != TransferResult.EXISTS) {
      throw new IllegalStateException("the ledger refused what cannot be refused: " + result);
    }
  }
}
