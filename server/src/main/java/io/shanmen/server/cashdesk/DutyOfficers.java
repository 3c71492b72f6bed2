package io.shanmen.server.cashdesk;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.identity.Approval;
import io.shanmen.server.identity.ApprovalRequest;
import io.shanmen.server.identity.Approvals;
import io.shanmen.server.identity.SignedIn;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The duty officer (值班长) who is there while a drawer is counted (R9), in parks that want one: he
 * proves it at the cashier's computer before the first count.
 */
@Component
class DutyOfficers {

  private final JdbcClient jdbc;
  private final ShiftStore shifts;
  private final Approvals approvals;
  private final Audited audited;

  DutyOfficers(JdbcClient jdbc, ShiftStore shifts, Approvals approvals, Audited audited) {
    this.jdbc = jdbc;
    this.shifts = shifts;
    this.approvals = approvals;
    this.audited = audited;
  }

  boolean areNeeded() {
    return jdbc.sql("SELECT duty_officer_needed FROM cashdesk.settings")
        .query((row, number) -> row.getBoolean(1))
        .optional()
        .orElse(false);
  }

  void setNeeded(boolean needed) {
    jdbc.sql(
            """
            INSERT INTO cashdesk.settings (duty_officer_needed) VALUES (?)
            ON CONFLICT (only_one) DO UPDATE SET duty_officer_needed = excluded.duty_officer_needed
            """)
        .param(needed)
        .update();
  }

  /**
   * A duty officer steps up to the computer where a drawer is being counted. The proof is checked
   * before the transaction that acts on it: it takes long on purpose.
   */
  Outcome<Shift> stepUp(ShiftId id, Acceptances.Step step, SignedIn cashier) {
    AuditSubject subject = AuditSubject.of("shift", id.value());
    return counting(shifts.find(id), cashier)
        .then(
            shift ->
                approvals.approveHere(
                    cashier,
                    step.approver(),
                    step.secret(),
                    new ApprovalRequest(
                        cashier.operatorId(),
                        cashier.terminalId(),
                        CashDeskPermissions.BE_DUTY_OFFICER,
                        subject)))
        .then(
            approval ->
                audited.run(
                    cashier.actor(),
                    "duty_officer_came",
                    subject,
                    () -> note(id, approval, cashier)));
  }

  private Outcome<Shift> note(ShiftId id, Approval approval, SignedIn cashier) {
    return counting(shifts.lock(id), cashier)
        .map(
            shift -> {
              shifts.setDutyOfficer(id, approval.approverId());
              return shift;
            });
  }

  private static Outcome<Shift> counting(Optional<Shift> found, SignedIn cashier) {
    if (found.filter(shift -> shift.isOf(Shifts.tillOf(cashier))).isEmpty()) {
      return Outcome.refused(CashDeskProblem.NOT_YOUR_SHIFT);
    }
    return found.get().state() == ShiftState.COUNTING
        ? Outcome.done(found.get())
        : Outcome.refused(CashDeskProblem.SHIFT_NOT_COUNTING);
  }
}
