package io.shanmen.server.cashdesk;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.terminal.Terminal;
import io.shanmen.server.terminal.Terminals;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** X and Z reports, both from the one function {@link #of} (R10). */
@Component
class ShiftReports {

  private final ShiftStore shifts;
  private final DropStore drops;
  private final DrawerCash cash;
  private final CloseFindings findings;
  private final Terminals terminals;
  private final InstantSource clock;

  ShiftReports(
      ShiftStore shifts,
      DropStore drops,
      DrawerCash cash,
      CloseFindings findings,
      Terminals terminals,
      InstantSource clock) {
    this.shifts = shifts;
    this.drops = drops;
    this.cash = cash;
    this.findings = findings;
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
        findings.of(shift),
        clock.instant());
  }
}
