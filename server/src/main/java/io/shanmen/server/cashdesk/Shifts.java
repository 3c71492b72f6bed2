package io.shanmen.server.cashdesk;

import io.shanmen.kernel.money.Money;
import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.foundation.Moment;
import io.shanmen.server.foundation.Park;
import io.shanmen.server.foundation.ParkClock;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.ledger.TransferIds;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens shifts and shows tills (R1, R2). */
@Component
class Shifts {

  private final ShiftStore shifts;
  private final FloatStore floats;
  private final DropStore drops;
  private final HandoverStore handovers;
  private final DrawerCash cash;
  private final ParkClock clock;

  Shifts(
      ShiftStore shifts,
      FloatStore floats,
      DropStore drops,
      HandoverStore handovers,
      DrawerCash cash,
      ParkClock clock) {
    this.shifts = shifts;
    this.floats = floats;
    this.drops = drops;
    this.handovers = handovers;
    this.cash = cash;
    this.clock = clock;
  }

  /** How the caller's till stands. */
  @Transactional(readOnly = true)
  TillView till(SignedIn who) {
    List<Long> denominations = Denominations.of(clock.park().currency());
    Optional<Shift> shift = shifts.unclosedOf(tillOf(who));
    if (shift.isPresent()) {
      TillView.OwnShift own = own(shift.get());
      return new TillView(state(shift.get()), null, own, null, denominations);
    }
    TillView.Waiting handover =
        handovers
            .waiting(who.terminalId())
            .map(
                stored ->
                    new TillView.Waiting(
                        stored.handover(), stored.takerId().equals(who.operatorId())))
            .orElse(null);
    Optional<FloatStore.Stored> waiting =
        floats.waiting(tillOf(who)).filter(stored -> stored.till().equals(tillOf(who)));
    if (waiting.isEmpty()) {
      return new TillView(TillView.State.IDLE, null, null, handover, denominations);
    }
    TillView.State state =
        waiting.get().state() == CashFloat.State.ISSUED
            ? TillView.State.FLOAT_ISSUED
            : TillView.State.FLOAT_REQUESTED;
    return new TillView(state, floats.named(waiting.get()), null, handover, denominations);
  }

  /**
   * Opens a shift if the cashier counted what the supervisor issued (R2).
   *
   * @param id made by the client; the same id again is the same shift
   * @param lines what the cashier counted
   */
  @Transactional
  Outcome<TillView> open(ShiftId id, UUID floatId, List<CashLine> lines, SignedIn who) {
    Optional<Shift> known = shifts.find(id);
    if (known.isPresent()) {
      return known.get().isOf(tillOf(who)) && shifts.floatOf(id).equals(floatId)
          ? Outcome.done(till(who))
          : Outcome.refused(CashDeskProblem.SHIFT_CONFLICT);
    }
    Park here = clock.park();
    if (!Denominations.fit(lines, here.currency())) {
      return Outcome.refused(CashDeskProblem.UNKNOWN_DENOMINATION);
    }
    FloatStore.Stored cashFloat = floats.lock(floatId).orElse(null);
    if (cashFloat == null
        || cashFloat.state() != CashFloat.State.ISSUED
        || !cashFloat.till().equals(tillOf(who))) {
      return Outcome.refused(CashDeskProblem.FLOAT_NOT_FOUND);
    }
    if (shifts.isTaken(tillOf(who))) {
      return Outcome.refused(CashDeskProblem.SHIFT_ALREADY_OPEN);
    }
    Optional<HandoverStore.Stored> left = handovers.lockWaiting(who.terminalId());
    if (left.isPresent() && !left.get().takerId().equals(who.operatorId())) {
      return Outcome.refused(
          Refusal.of(CashDeskProblem.HANDOVER_TO_ANOTHER, "name", left.get().handover().taker()));
    }
    Money counted = Denominations.total(lines, here.currency());
    Long issued = cashFloat.amountMinor();
    if (issued == null || issued != counted.minor()) {
      floats.miscounted(floatId);
      return Outcome.refused(CashDeskProblem.FLOAT_MISMATCH);
    }
    Moment now = clock.now();
    shifts.insert(
        new Shift(
            id,
            tillOf(who),
            who.operatorName(),
            now.day(),
            ShiftState.OPEN,
            now.at(),
            null,
            null,
            null),
        floatId);
    left.ifPresent(stored -> handovers.take(stored.handover().fromShiftId(), id));
    floats.setState(floatId, CashFloat.State.CONFIRMED);
    cash.begin(id, TransferIds.of("float", floatId), counted, now);
    return Outcome.done(till(who));
  }

  static Till tillOf(SignedIn who) {
    return new Till(who.operatorId(), who.terminalId());
  }

  private TillView.OwnShift own(Shift shift) {
    CountResult result = shift.result();
    int submitted = shifts.submissions(shift.id()).size();
    return new TillView.OwnShift(
        shift.id().value(),
        shift.businessDay().date(),
        shift.openedAt(),
        isDropDue(shift),
        shift.state() == ShiftState.COUNTING && shifts.lacksDutyOfficer(shift.id()),
        Math.max(0, Closing.LIMIT_SUBMISSIONS - submitted),
        result == null ? null : result.overShort().minor(),
        result == null ? null : result.band(),
        handovers.leftBy(shift.id()).orElse(null),
        drops.ofShift(shift.id()));
  }

  private boolean isDropDue(Shift shift) {
    long limit = shifts.dropLimitMinor(shift.till().terminalId());
    Money held = cash.held(List.of(shift.id())).get(shift.id());
    return held != null && held.minor() > limit;
  }

  private static TillView.State state(Shift shift) {
    if (shift.state() == ShiftState.OPEN) {
      return TillView.State.OPEN;
    }
    return shift.result() == null ? TillView.State.COUNTING : TillView.State.AWAITING_ACCEPTANCE;
  }
}
