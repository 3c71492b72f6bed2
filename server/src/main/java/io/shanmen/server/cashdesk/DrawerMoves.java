package io.shanmen.server.cashdesk;

import io.shanmen.kernel.ledger.TransferId;
import io.shanmen.kernel.ledger.TransferResult;
import io.shanmen.kernel.money.Money;
import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.cashdesk.DrawerCash.Booking;
import io.shanmen.server.cashdesk.DropStore.Movement;
import io.shanmen.server.foundation.Moment;
import io.shanmen.server.foundation.ParkClock;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.ledger.TransferIds;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Cash that enters or leaves a drawer without a sale: paid in, paid out, dropped (R4). */
@Component
class DrawerMoves {

  private final ShiftStore shifts;
  private final DropStore store;
  private final DrawerCash cash;
  private final ParkClock clock;

  DrawerMoves(ShiftStore shifts, DropStore store, DrawerCash cash, ParkClock clock) {
    this.shifts = shifts;
    this.store = store;
    this.cash = cash;
    this.clock = clock;
  }

  List<DropSlip> offered() {
    return store.offered();
  }

  /** Pays cash in or out; the same id with the same content is the same movement. */
  @Transactional
  Outcome<Movement> move(ShiftId shiftId, Movement movement, SignedIn who) {
    Optional<Movement> known = store.movement(movement.movementId());
    if (known.isPresent()) {
      return known.get().equals(movement)
          ? Outcome.done(movement)
          : Outcome.refused(CashDeskProblem.SHIFT_CONFLICT);
    }
    return open(shiftId, who)
        .then(
            shift -> {
              DrawerReason reason =
                  movement.paidIn() ? DrawerReason.PAID_IN : DrawerReason.PAID_OUT;
              Money amount = clock.money(movement.amountMinor());
              Booking booking = new Booking(shift.id(), reason, CashAccounts.SUNDRY, amount);
              Moment now = clock.now();
              return put(booking, TransferIds.of("movement", movement.movementId()), now)
                  .map(
                      done -> {
                        store.move(shift.id(), movement, who, now.at());
                        return movement;
                      });
            });
  }

  /** Takes cash out of the drawer for somebody to receive; it is booked when that person has it. */
  @Transactional
  Outcome<DropSlip> offerDrop(ShiftId shiftId, UUID dropId, List<CashLine> lines, SignedIn who) {
    Optional<DropStore.Stored> known = store.lock(dropId);
    if (known.isPresent()) {
      DropSlip slip = known.get().slip();
      return slip.shiftId().equals(shiftId.value()) && slip.lines().equals(lines)
          ? Outcome.done(slip)
          : Outcome.refused(CashDeskProblem.SHIFT_CONFLICT);
    }
    Money amount = Denominations.total(lines, clock.park().currency());
    if (!Denominations.fit(lines, clock.park().currency()) || !amount.isPositive()) {
      return Outcome.refused(CashDeskProblem.UNKNOWN_DENOMINATION);
    }
    return open(shiftId, who)
        .map(
            shift -> {
              DropSlip slip =
                  new DropSlip(
                      dropId,
                      shiftId.value(),
                      store.ofShift(shiftId).size() + 1,
                      amount.minor(),
                      lines,
                      DropSlip.State.OFFERED,
                      who.operatorName(),
                      clock.now().at(),
                      null,
                      null);
              store.offer(slip, who);
              return slip;
            });
  }

  /** Another person confirms to have the cash of a drop. */
  @Transactional
  Outcome<DropSlip> receiveDrop(UUID dropId, SignedIn who) {
    return locked(dropId)
        .then(
            drop -> {
              if (drop.offeredBy().equals(who.operatorId())) {
                return Outcome.refused(CashDeskProblem.DROP_TO_SELF);
              }
              return switch (drop.slip().state()) {
                case RECEIVED -> Outcome.done(drop.slip());
                case CANCELLED -> Outcome.refused(CashDeskProblem.DROP_NOT_OFFERED);
                case OFFERED -> receive(drop.slip(), who);
              };
            });
  }

  /** The cashier puts the cash of a drop back that nobody has received. */
  @Transactional
  Outcome<DropSlip> cancelDrop(UUID dropId, SignedIn who) {
    return locked(dropId)
        .then(
            drop -> {
              if (!drop.offeredBy().equals(who.operatorId())) {
                return Outcome.refused(CashDeskProblem.DROP_NOT_FOUND);
              }
              return switch (drop.slip().state()) {
                case CANCELLED -> Outcome.done(drop.slip());
                case RECEIVED -> Outcome.refused(CashDeskProblem.DROP_NOT_OFFERED);
                case OFFERED -> {
                  store.cancel(dropId);
                  yield locked(dropId).map(DropStore.Stored::slip);
                }
              };
            });
  }

  private Outcome<DropSlip> receive(DropSlip slip, SignedIn who) {
    ShiftId shift = new ShiftId(slip.shiftId());
    Money amount = clock.money(slip.amountMinor());
    Booking booking = new Booking(shift, DrawerReason.DROP, CashAccounts.SAFE, amount);
    Moment now = clock.now();
    return put(booking, TransferIds.of("drop", slip.dropId()), now)
        .then(
            done -> {
              store.receive(slip.dropId(), who, now.at());
              return locked(slip.dropId()).map(DropStore.Stored::slip);
            });
  }

  private Outcome<DropStore.Stored> locked(UUID dropId) {
    return store
        .lock(dropId)
        .<Outcome<DropStore.Stored>>map(Outcome::done)
        .orElseGet(() -> Outcome.refused(CashDeskProblem.DROP_NOT_FOUND));
  }

  /** The caller's own open shift, locked against closing. */
  private Outcome<Shift> open(ShiftId id, SignedIn who) {
    Shift shift = shifts.lock(id).orElse(null);
    if (shift == null) {
      return Outcome.refused(CashDeskProblem.SHIFT_NOT_FOUND);
    }
    if (!shift.isOf(Shifts.tillOf(who))) {
      return Outcome.refused(CashDeskProblem.NOT_YOUR_SHIFT);
    }
    return shift.state() == ShiftState.OPEN
        ? Outcome.done(shift)
        : Outcome.refused(CashDeskProblem.SHIFT_NOT_OPEN);
  }

  private Outcome<TransferResult> put(Booking booking, TransferId id, Moment now) {
    TransferResult result = cash.put(booking, id, now);
    return result == TransferResult.DONE
        ? Outcome.done(result)
        : Outcome.refused(CashDeskProblem.MOVEMENT_EXCEEDS_DRAWER);
  }
}
