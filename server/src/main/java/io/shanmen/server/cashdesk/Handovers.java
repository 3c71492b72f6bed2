package io.shanmen.server.cashdesk;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.cashdesk.HandoverStore.Stored;
import io.shanmen.server.cashdesk.ShiftLeftovers.Leftover;
import io.shanmen.server.identity.Approval;
import io.shanmen.server.identity.ApprovalRequest;
import io.shanmen.server.identity.Approvals;
import io.shanmen.server.identity.SignedIn;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Handing over what a shift leaves to the next one at its drawer (R9). The outgoing cashier is
 * signed in; the incoming one proves at the same computer to be there.
 */
@Component
class Handovers {

  private final HandoverStore store;
  private final ShiftStore shifts;
  private final Leftovers leftovers;
  private final Approvals approvals;
  private final Audited audited;
  private final InstantSource clock;

  Handovers(
      HandoverStore store,
      ShiftStore shifts,
      Leftovers leftovers,
      Approvals approvals,
      Audited audited,
      InstantSource clock) {
    this.store = store;
    this.shifts = shifts;
    this.leftovers = leftovers;
    this.approvals = approvals;
    this.audited = audited;
    this.clock = clock;
  }

  /**
   * Both sign, and the drawer can be counted. The proof is checked before the transaction that acts
   * on it: it takes long on purpose.
   */
  Outcome<Shift> sign(ShiftId id, Acceptances.Step step, SignedIn outgoing) {
    AuditSubject subject = AuditSubject.of("shift", id.value());
    return open(shifts.find(id), outgoing)
        .then(
            shift ->
                approvals.approveHere(
                    outgoing,
                    step.approver(),
                    step.secret(),
                    new ApprovalRequest(
                        outgoing.operatorId(),
                        outgoing.terminalId(),
                        CashDeskPermissions.WORK,
                        subject)))
        .then(
            incoming ->
                audited.run(
                    outgoing.actor(),
                    "shift_handed_over",
                    subject,
                    () -> write(id, incoming, outgoing)));
  }

  private Outcome<Shift> write(ShiftId id, Approval incoming, SignedIn outgoing) {
    return open(shifts.lock(id), outgoing)
        .then(
            shift -> {
              List<Leftover> left = leftovers.of(id);
              if (left.stream().anyMatch(one -> one.code().equals(Leftovers.OPEN_DROP))) {
                return Outcome.refused(CashDeskProblem.DROP_NOT_HANDED_OVER);
              }
              if (!left.isEmpty()) {
                store.insert(shift, left, incoming.approverId(), clock.instant());
              }
              shifts.setState(id, ShiftState.COUNTING, clock.instant());
              return Outcome.done(shift);
            });
  }

  /** Somebody else than who signed opens the next shift, and takes over what waits there. */
  Outcome<Handover> takeOver(UUID fromShift, SignedIn who) {
    return audited.run(
        who.actor(),
        "handover_taken",
        AuditSubject.of("shift", fromShift),
        () -> {
          Optional<Stored> waiting =
              store
                  .lockWaiting(who.terminalId())
                  .filter(stored -> stored.handover().fromShiftId().equals(fromShift));
          if (waiting.isEmpty()) {
            return Outcome.refused(CashDeskProblem.HANDOVER_NOT_FOUND);
          }
          store.setTaker(fromShift, who.operatorId());
          return Outcome.done(store.leftBy(new ShiftId(fromShift)).orElseThrow());
        });
  }

  private static Outcome<Shift> open(Optional<Shift> found, SignedIn cashier) {
    if (found.filter(shift -> shift.isOf(Shifts.tillOf(cashier))).isEmpty()) {
      return Outcome.refused(CashDeskProblem.NOT_YOUR_SHIFT);
    }
    return found.get().state() == ShiftState.OPEN
        ? Outcome.done(found.get())
        : Outcome.refused(CashDeskProblem.SHIFT_NOT_OPEN);
  }
}
