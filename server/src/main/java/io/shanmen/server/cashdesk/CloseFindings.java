package io.shanmen.server.cashdesk;

import io.shanmen.server.identity.OperatorNames;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the close of a shift found, and who stood by it: the lower half of a Z report. */
@Component
class CloseFindings {

  private final ShiftStore shifts;
  private final HandoverStore handovers;
  private final ExaminationStore examinations;
  private final OperatorNames names;

  CloseFindings(
      ShiftStore shifts,
      HandoverStore handovers,
      ExaminationStore examinations,
      OperatorNames names) {
    this.shifts = shifts;
    this.handovers = handovers;
    this.examinations = examinations;
    this.names = names;
  }

  /** Null while the shift is not closed. */
  ShiftReport.@Nullable Close of(Shift shift) {
    CountResult result = shift.result();
    Instant closedAt = shift.closedAt();
    if (result == null || closedAt == null) {
      return null;
    }
    ShiftStore.Acceptance acceptance = shifts.acceptance(shift.id()).orElse(null);
    return new ShiftReport.Close(
        closedAt,
        result.counted().minor(),
        result.overShort().minor(),
        result.band(),
        shifts.dutyOfficer(shift.id()).orElse(null),
        handovers.leftBy(shift.id()).orElse(null),
        acceptance == null ? null : names.of(acceptance.acceptedBy()),
        acceptance == null ? null : acceptance.reason(),
        examinations.find(shift.id()).map(this::examined).orElse(null));
  }

  private ShiftReport.Examined examined(Examination examination) {
    return new ShiftReport.Examined(
        names.of(examination.examinedBy()),
        examination.examinedAt(),
        examination.camera(),
        examination.finding());
  }
}
