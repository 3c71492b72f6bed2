package io.shanmen.server.aftersales;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.server.aftersales.Refund.Execution;
import io.shanmen.server.aftersales.Refund.Step;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.cashdesk.OpenShift;
import io.shanmen.server.foundation.Moment;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.ticketing.By;
import io.shanmen.server.ticketing.Tickets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Pays approved refunds. First the refund is marked as being paid, so that nobody else begins; then
 * money, tickets, places and books change together or not at all. A refusal in between, or a crash,
 * leaves it failed and free to be tried again.
 */
@Component
class RefundExecution {

  /** A payment that is still marked after this has died: one transaction takes milliseconds. */
  static final Duration ABANDONED_AFTER = Duration.ofSeconds(60);

  static final String INTERRUPTED = "INTERRUPTED";

  private final RefundStore store;
  private final RefundPayment payment;
  private final DeskShifts shifts;
  private final Tickets tickets;
  private final Audit audit;
  private final RefundTransactions transactions;
  private final ApplicationEventPublisher publisher;

  RefundExecution(
      RefundStore store,
      RefundPayment payment,
      DeskShifts shifts,
      Tickets tickets,
      Audit audit,
      RefundTransactions transactions,
      ApplicationEventPublisher publisher) {
    this.store = store;
    this.payment = payment;
    this.shifts = shifts;
    this.tickets = tickets;
    this.audit = audit;
    this.transactions = transactions;
    this.publisher = publisher;
  }

  Outcome<Refund> execute(UUID requestId, SignedIn who) {
    return switch (transactions.orRollback(() -> begin(requestId, who))) {
      case Outcome.Refused<Refund>(Refusal reason) -> Outcome.refused(reason);
      case Outcome.Done<Refund>(Refund refund) ->
          refund.state() == RefundState.DONE
              ? Outcome.done(refund)
              : failIfRefused(requestId, transactions.orRollback(() -> pay(requestId, who)), who);
    };
  }

  private Outcome<Refund> begin(UUID requestId, SignedIn who) {
    Optional<RefundStore.Stored> found = store.lock(requestId);
    if (found.isEmpty()) {
      return Outcome.refused(AftersalesProblem.REFUND_NOT_FOUND);
    }
    Refund refund = found.get().refund();
    return switch (refund.state()) {
      case DONE -> Outcome.done(refund);
      case EXECUTING -> Outcome.refused(AftersalesProblem.REFUND_BEING_PAID);
      case REQUESTED, REJECTED ->
          Outcome.refused(
              Refusal.of(AftersalesProblem.REFUND_NOT_APPROVED, "state", refund.state().name()));
      case APPROVED, FAILED ->
          shifts
              .openShift(who)
              .map(
                  shift -> {
                    store.execution(
                        requestId, RefundState.EXECUTING, execution(who, shift, shifts.now()));
                    return refund;
                  });
    };
  }

  private static Execution execution(SignedIn who, OpenShift shift, Moment now) {
    return new Execution(
        new Step(who.operatorId(), who.operatorName(), who.terminalId(), now.at()),
        shift.id().value(),
        now.day().date());
  }

  private Outcome<Refund> pay(UUID requestId, SignedIn who) {
    Refund refund = store.lock(requestId).orElseThrow().refund();
    if (refund.state() != RefundState.EXECUTING) {
      return Outcome.refused(
          Refusal.of(AftersalesProblem.REFUND_NOT_APPROVED, "state", refund.state().name()));
    }
    return shifts.openShift(who).then(shift -> pay(refund, shift, who));
  }

  private Outcome<Refund> pay(Refund refund, OpenShift shift, SignedIn who) {
    Moment now = shifts.now();
    return payment
        .pay(refund, shift, now)
        .map(paid -> finish(refund, execution(who, shift, now), who));
  }

  private Refund finish(Refund refund, Execution paid, SignedIn who) {
    Instant at = paid.by().at();
    By by = new By(who.operatorId(), who.terminalId(), paid.shiftId(), at);
    Set<Long> refunded = tickets.refund(refund.requestId(), by);
    if (refunded.size() != refund.tickets().size()) {
      throw new IllegalStateException(
          "refund %s: of %d tickets only %s were locked"
              .formatted(refund.requestId(), refund.tickets().size(), refunded));
    }
    store.execution(refund.requestId(), RefundState.DONE, paid);
    audit.record(
        AuditEntry.done(who.actor(), "aftersales.refund_paid", subject(refund.requestId()))
            .after(Map.of("orderId", refund.orderId(), "amount", refund.money().amountMinor())));
    publisher.publishEvent(
        new RefundExecuted(
            refund.requestId(),
            refund.orderId(),
            at,
            new BusinessDay(paid.businessDay()),
            who.terminalId(),
            refund.tickets().size(),
            refund.money().amountMinor()));
    return store.find(refund.requestId()).orElseThrow().refund();
  }

  private Outcome<Refund> failIfRefused(UUID requestId, Outcome<Refund> paid, SignedIn who) {
    if (paid instanceof Outcome.Refused<Refund>(Refusal reason)) {
      transactions.always(
          () -> {
            if (store.lock(requestId).orElseThrow().refund().state() == RefundState.EXECUTING) {
              store.fail(requestId, reason.code().name());
            }
            audit.record(
                AuditEntry.refused(
                    who.actor(),
                    "aftersales.refund_paid",
                    subject(requestId),
                    reason.code().name()));
          });
    }
    return paid;
  }

  private static AuditSubject subject(UUID requestId) {
    return AuditSubject.of("refund", requestId);
  }

  /**
   * Frees payments that a crash left marked; the money of such a one has not moved, because it
   * moves in the transaction that ends it.
   */
  void freeAbandoned() {
    transactions.always(
        () -> {
          List<Refund> abandoned = store.lockAbandoned(shifts.now().at().minus(ABANDONED_AFTER));
          abandoned.forEach(refund -> store.fail(refund.requestId(), INTERRUPTED));
        });
  }
}
