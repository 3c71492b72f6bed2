package io.shanmen.server.cashdesk;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.identity.SignedIn;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Finance looks into the differences that only a manager may accept (R6): the third pair of eyes,
 * after the cashier and the manager.
 */
@Component
class Examinations {

  private final ShiftStore shifts;
  private final ExaminationStore store;
  private final ShiftReports reports;
  private final Audited audited;
  private final InstantSource clock;

  Examinations(
      ShiftStore shifts,
      ExaminationStore store,
      ShiftReports reports,
      Audited audited,
      InstantSource clock) {
    this.shifts = shifts;
    this.store = store;
    this.reports = reports;
    this.audited = audited;
    this.clock = clock;
  }

  /** Written once and never changed; the same words again have the same answer. */
  Outcome<ShiftReport> examine(ShiftId id, String camera, String finding, SignedIn who) {
    Examination examination =
        new Examination(
            who.operatorId(), clock.instant().truncatedTo(ChronoUnit.MICROS), camera, finding);
    return audited.run(
        who.actor(),
        "difference_examined",
        AuditSubject.of("shift", id.value()),
        () -> write(id, examination));
  }

  private Outcome<ShiftReport> write(ShiftId id, Examination examination) {
    Shift shift = shifts.lock(id).orElse(null);
    if (shift == null) {
      return Outcome.refused(CashDeskProblem.SHIFT_NOT_FOUND);
    }
    if (shift.state() != ShiftState.CLOSED_WITH_EXCEPTION) {
      return Outcome.refused(CashDeskProblem.NOTHING_TO_EXAMINE);
    }
    UUID examiner = examination.examinedBy();
    if (examiner.equals(shift.till().operatorId()) || store.isAcceptor(id, examiner)) {
      return Outcome.refused(CashDeskProblem.EXAMINATION_BY_PARTY);
    }
    if (!store.insert(id, examination) && !isKnown(id, examination)) {
      return Outcome.refused(CashDeskProblem.NOTHING_TO_EXAMINE);
    }
    return Outcome.done(reports.of(shift));
  }

  private boolean isKnown(ShiftId id, Examination again) {
    return store
        .find(id)
        .filter(one -> one.examinedBy().equals(again.examinedBy()))
        .filter(one -> one.camera().equals(again.camera()))
        .filter(one -> one.finding().equals(again.finding()))
        .isPresent();
  }
}
