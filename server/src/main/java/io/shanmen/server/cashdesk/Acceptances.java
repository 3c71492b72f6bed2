package io.shanmen.server.cashdesk;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.cashdesk.Closing.Acceptor;
import io.shanmen.server.identity.ApprovalRequest;
import io.shanmen.server.identity.Approvals;
import io.shanmen.server.identity.SignedIn;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Another person's acceptance of a difference (R6), from afar or at the cashier's computer (R21).
 */
@Component
class Acceptances {

  private final ShiftStore shifts;
  private final Closing closing;
  private final Approvals approvals;
  private final Audited audited;

  Acceptances(ShiftStore shifts, Closing closing, Approvals approvals, Audited audited) {
    this.shifts = shifts;
    this.closing = closing;
    this.approvals = approvals;
    this.audited = audited;
  }

  /** How a person who steps up to somebody else's computer proves who it is. */
  record Step(String approver, String secret) {}

  Outcome<ShiftReport> accept(ShiftId id, String reason, SignedIn who) {
    return audited.run(
        who.actor(),
        "difference_accepted",
        AuditSubject.of("shift", id.value()),
        () -> closing.accept(id, reason, Acceptor.of(who)));
  }

  /** The proof is checked before the transaction that acts on it: it takes long on purpose. */
  Outcome<ShiftReport> acceptHere(ShiftId id, String reason, Step step, SignedIn cashier) {
    Optional<Shift> shift = shifts.find(id).filter(one -> one.isOf(Shifts.tillOf(cashier)));
    if (shift.isEmpty()) {
      return Outcome.refused(CashDeskProblem.NOT_YOUR_SHIFT);
    }
    CountResult result = shift.get().result();
    if (result == null) {
      return Outcome.refused(CashDeskProblem.NOTHING_TO_ACCEPT);
    }
    String permission = result.band().permission();
    AuditSubject subject = AuditSubject.of("shift", id.value());
    ApprovalRequest request =
        new ApprovalRequest(cashier.operatorId(), cashier.terminalId(), permission, subject);
    return approvals
        .approveHere(cashier, step.approver(), step.secret(), request)
        .then(
            approval ->
                audited.run(
                    cashier.actor(),
                    "difference_accepted",
                    subject,
                    () ->
                        closing.accept(
                            id, reason, new Acceptor(approval.approverId(), Set.of(permission)))));
  }
}
