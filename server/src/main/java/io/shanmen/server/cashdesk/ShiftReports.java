package io.shanmen.server.cashdesk;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.identity.OperatorNames;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.terminal.Terminal;
import io.shanmen.server.terminal.Terminals;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** X and Z reports, both from the one function {@link #of} (R10). */
@Component
class ShiftReports {

  private final ShiftStore shifts;
  private final DropStore drops;
  private final DrawerCash cash;
  private final ExaminationStore examinations;
  private final Terminals terminals;
  private final OperatorNames names;
  private final InstantSource clock;

  ShiftReports(
      ShiftStore shifts,
      DropStore drops,
      DrawerCash cash,
      ExaminationStore examinations,
      Terminals terminals,
      OperatorNames names,
      InstantSource clock) {
    this.names = names;
    this.shifts = shifts;
    this.drops = drops;
    this.cash = cash;
    this.examinations = examinations;
    this.terminals = terminals;
    this.clock = clock;
  }

  /**
   * The report of a shift for somebody who asks. Nobody reads his own shift before it is closed,
   * whatever his roles (R5).
   */
  @Transactional(readOnly = true)
  Outcome<ShiftReport> read(ShiftId id, SignedIn who) {
    Shift shift = shifts.find(id).orElse(null);
    if (shift == null) {
      return Outcome.refused(CashDeskProblem.SHIFT_NOT_FOUND);
    }
    boolean own = shift.till().operatorId().equals(who.operatorId());
    if (!own && !who.may(CashDeskPermissions.REPORT)) {
      return Outcome.refused(CashDeskProblem.NOT_YOUR_SHIFT);
    }
    return own && !shift.state().isClosed()
        ? Outcome.refused(CashDeskProblem.OWN_SHIFT_IS_BLIND)
        : Outcome.done(of(shift));
  }

  ShiftReport of(Shift shift) {
    List<ShiftReport.CashTerm> terms = cash.terms(shift.id());
    List<DropSlip> received =
        drops.ofShift(shift.id()).stream()
            .filter(drop -> drop.state() == DropSlip.State.RECEIVED)
            .toList();
    Terminal terminal = terminals.find(shift.till().terminalId()).orElse(null);
    ShiftReport.Header header =
        new ShiftReport.Header(
            shift.id().value(),
            shift.operatorName(),
            shift.till().terminalId(),
            terminal == null ? "" : terminal.name(),
            shift.businessDay().date(),
            shift.state(),
            shift.openedAt());
    return new ShiftReport(
        shift.zNumber(),
        header,
        terms,
        DrawerCash.sum(terms),
        received,
        close(shift),
        clock.instant());
  }

  private ShiftReport.@Nullable Close close(Shift shift) {
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
