package io.shanmen.server.aftersales;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.aftersales.Refund.Decision;
import io.shanmen.server.aftersales.Refund.Limit;
import io.shanmen.server.aftersales.Refund.Step;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditActor;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.foundation.ParkClock;
import io.shanmen.server.identity.Approval;
import io.shanmen.server.identity.ApprovalRequest;
import io.shanmen.server.identity.Approvals;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.ticketing.By;
import io.shanmen.server.ticketing.Tickets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decisions on refunds, by another person who proves presence at that moment (R21, I14). The proof
 * is taken before the transaction: it costs time on purpose.
 */
@Component
class RefundDecisions {

  private final RefundStore store;
  private final RefundLimits limits;
  private final Approvals approvals;
  private final Tickets tickets;
  private final Audit audit;
  private final RefundTransactions transactions;
  private final ParkClock clock;

  RefundDecisions(
      RefundStore store,
      RefundLimits limits,
      Approvals approvals,
      Tickets tickets,
      Audit audit,
      RefundTransactions transactions,
      ParkClock clock) {
    this.store = store;
    this.limits = limits;
    this.approvals = approvals;
    this.tickets = tickets;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * A decision and the proof of who makes it.
   *
   * @param operator the sign-in name of who steps up to the terminal; null if the caller decides
   */
  record Verdict(
      UUID requestId, boolean approve, @Nullable String operator, String secret, String note) {}

  Outcome<Refund> decide(Verdict verdict, SignedIn who) {
    if (!verdict.approve() && verdict.note().isBlank()) {
      return Outcome.refused(AftersalesProblem.REFUND_NOTE_NEEDED);
    }
    return waiting(store.find(verdict.requestId()))
        .then(
            refund -> {
              Limit limit = limitNow(refund);
              return prove(verdict, refund.refund(), limit.permission(), who)
                  .then(
                      approval -> transactions.orRollback(() -> decide(verdict, limit, approval)));
            });
  }

  private static Outcome<RefundStore.Stored> waiting(Optional<RefundStore.Stored> found) {
    if (found.isEmpty()) {
      return Outcome.refused(AftersalesProblem.REFUND_NOT_FOUND);
    }
    RefundState state = found.get().refund().state();
    return state == RefundState.REQUESTED
        ? Outcome.done(found.get())
        : Outcome.refused(Refusal.of(AftersalesProblem.REFUND_NOT_WAITING, "state", state.name()));
  }

  /** Later requests of the same order and day count too (R16). */
  private Limit limitNow(RefundStore.Stored stored) {
    Refund refund = stored.refund();
    return limits.of(
        new RefundLimits.Asked(
            refund.orderId(),
            refund.ground(),
            refund.requested().operatorId(),
            stored.requestedDay()),
        0);
  }

  private Outcome<Approval> prove(Verdict verdict, Refund refund, String permission, SignedIn who) {
    ApprovalRequest request =
        new ApprovalRequest(
            refund.requested().operatorId(),
            refund.requested().terminalId(),
            // What a clerk might decide alone still wants an approver once it is asked.
            permission.equals(AftersalesConfiguration.REQUEST)
                ? AftersalesConfiguration.APPROVE
                : permission,
            AuditSubject.of("refund", refund.requestId()));
    String operator = verdict.operator();
    return operator == null
        ? approvals.approve(who, request, verdict.secret())
        : approvals.approveHere(who, operator, verdict.secret(), request);
  }

  private Outcome<Refund> decide(Verdict verdict, Limit proved, Approval approval) {
    return waiting(store.lock(verdict.requestId()))
        .then(
            stored -> {
              Limit limit = limitNow(stored);
              if (verdict.approve() && !limit.permission().equals(proved.permission())) {
                return Outcome.refused(AftersalesProblem.REFUND_LIMIT_GREW);
              }
              store.raiseLimit(verdict.requestId(), limit);
              Step by =
                  new Step(
                      approval.approverId(),
                      approval.approverName(),
                      approval.terminalId(),
                      approval.at().truncatedTo(ChronoUnit.MICROS));
              return end(
                  stored.refund(),
                  verdict.approve() ? RefundState.APPROVED : RefundState.REJECTED,
                  new Decision(by, approval.sameTerminal(), verdict.note()));
            });
  }

  /** The clerk takes back what nobody has decided yet: the visitor thought better of it. */
  Outcome<Refund> withdraw(UUID requestId, SignedIn who) {
    return transactions.orRollback(
        () ->
            waiting(store.lock(requestId))
                .then(
                    stored -> {
                      if (!stored.refund().requested().operatorId().equals(who.operatorId())) {
                        return Outcome.refused(AftersalesProblem.REFUND_NOT_MAKER);
                      }
                      Instant now = clock.now().at();
                      Step by =
                          new Step(who.operatorId(), who.operatorName(), who.terminalId(), now);
                      return end(
                          stored.refund(),
                          RefundState.REJECTED,
                          new Decision(by, true, "撤回 withdrawn"));
                    }));
  }

  private Outcome<Refund> end(Refund refund, RefundState state, Decision decision) {
    Step by = decision.by();
    store.decide(refund.requestId(), state, decision);
    if (state == RefundState.REJECTED) {
      tickets.unlock(refund.requestId(), new By(by.operatorId(), by.terminalId(), null, by.at()));
    }
    audit.record(
        AuditEntry.done(
                AuditActor.operator(by.operatorId(), by.terminalId()),
                "aftersales.refund_" + state.name().toLowerCase(Locale.ROOT),
                AuditSubject.of("refund", refund.requestId()))
            .after(
                Map.of(
                    "amount", refund.money().amountMinor(),
                    "same_terminal", decision.sameTerminal(),
                    "note", decision.note())));
    return Outcome.done(store.find(refund.requestId()).orElseThrow().refund());
  }
}
