package io.shanmen.server.cashdesk;

import io.shanmen.kernel.ledger.AccountId;
import io.shanmen.kernel.ledger.Balances;
import io.shanmen.kernel.ledger.Transfer.Cause;
import io.shanmen.kernel.ledger.Transfer.Move;
import io.shanmen.kernel.ledger.Transfer.Sides;
import io.shanmen.kernel.ledger.TransferId;
import io.shanmen.kernel.ledger.TransferResult;
import io.shanmen.kernel.money.Money;
import io.shanmen.server.foundation.Moment;
import io.shanmen.server.foundation.ParkProfile;
import io.shanmen.server.ledger.AccountRef;
import io.shanmen.server.ledger.Ledger;
import io.shanmen.server.ledger.ReasonSum;
import io.shanmen.server.ledger.TransferIds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The cash in the drawers as the ledger knows it: the only place that says what to expect (R3). */
@Component
class DrawerCash {

  /** Counted cash that goes to the safe, and the difference that was found: not terms of R3. */
  private static final String CLOSING = "CLOSING_CASH";

  private static final String SHORT = "CASH_SHORT";
  private static final String OVER = "CASH_OVER";
  private static final Set<String> OF_THE_CLOSE = Set.of(CLOSING, SHORT, OVER);

  private final Ledger ledger;
  private final ParkProfile park;

  DrawerCash(Ledger ledger, ParkProfile park) {
    this.ledger = ledger;
    this.park = park;
  }

  /** Begins a shift's account with its float. */
  void begin(ShiftId shift, TransferId transfer, Money amount, Moment now) {
    ledger.open(List.of(CashAccounts.drawer(shift), CashAccounts.SAFE, CashAccounts.SUNDRY));
    if (amount.isPositive()) {
      require(
          put(new Booking(shift, DrawerReason.FLOAT, CashAccounts.SAFE, amount), transfer, now));
    }
  }

  /**
   * Cash that goes between a drawer and another account.
   *
   * @param shift whose drawer
   * @param reason why; its sign says in which direction
   * @param other the other account
   * @param amount how much, more than zero
   */
  record Booking(ShiftId shift, DrawerReason reason, AccountRef other, Money amount) {

    Move as(TransferId id) {
      AccountId drawer = CashAccounts.drawer(shift).id();
      Sides sides =
          reason.sign() > 0 ? new Sides(drawer, other.id()) : new Sides(other.id(), drawer);
      return new Move(id, sides, amount, new Cause(reason.name(), shift.value().toString()));
    }
  }

  TransferResult put(Booking booking, TransferId id, Moment now) {
    return ledger.post(List.of(booking.as(id)), now).getFirst();
  }

  /** The terms of the expected cash, in the order of R3. */
  List<ShiftReport.CashTerm> terms(ShiftId shift) {
    Map<String, ReasonSum> sums = new HashMap<>();
    ledger
        .sumsByReason(CashAccounts.drawer(shift).id())
        .forEach(sum -> sums.put(sum.reason(), sum));
    sums.keySet().removeAll(OF_THE_CLOSE);
    List<ShiftReport.CashTerm> terms =
        List.of(DrawerReason.values()).stream().map(reason -> term(reason, sums)).toList();
    if (!sums.isEmpty()) {
      throw new IllegalStateException("cash in a drawer for unknown reasons: " + sums.keySet());
    }
    return terms;
  }

  /** R3: the sum of the terms. */
  Money expected(ShiftId shift) {
    return park.park().money(sum(terms(shift)));
  }

  static long sum(List<ShiftReport.CashTerm> terms) {
    return terms.stream().mapToLong(ShiftReport.CashTerm::amountMinor).reduce(0, Math::addExact);
  }

  /** What each drawer holds now; cheap. */
  Map<ShiftId, Money> held(Collection<ShiftId> shifts) {
    Map<AccountId, ShiftId> drawers = new HashMap<>();
    shifts.forEach(shift -> drawers.put(CashAccounts.drawer(shift).id(), shift));
    Map<ShiftId, Money> held = new HashMap<>();
    ledger
        .balances(drawers.keySet())
        .forEach((account, balances) -> held.put(shiftOf(drawers, account), money(balances)));
    return held;
  }

  /**
   * Empties the drawer's account at the close and shuts it (R6, R10): what was counted goes to the
   * safe; what is missing the cashier owes; what is too much waits for an explanation.
   */
  void settle(Shift shift, CountResult result, Moment now) {
    AccountRef drawer = CashAccounts.drawer(shift.id());
    AccountRef shortage = CashAccounts.shortage(shift.till().operatorId());
    AccountRef overage = CashAccounts.overage(shift.id());
    List<Move> moves = new ArrayList<>();
    Money overShort = result.overShort();
    if (overShort.isPositive()) {
      ledger.open(List.of(overage));
      moves.add(ofTheClose(shift, OVER, new Sides(drawer.id(), overage.id()), overShort));
    }
    if (overShort.isNegative()) {
      ledger.open(List.of(shortage));
      Sides owed = new Sides(shortage.id(), drawer.id());
      moves.add(ofTheClose(shift, SHORT, owed, overShort.negated()));
    }
    if (result.counted().isPositive()) {
      Sides toSafe = new Sides(CashAccounts.SAFE.id(), drawer.id());
      moves.add(ofTheClose(shift, CLOSING, toSafe, result.counted()));
    }
    ledger.post(moves, now).forEach(DrawerCash::require);
    ledger.close(List.of(drawer.id()));
  }

  private static Move ofTheClose(Shift shift, String code, Sides sides, Money amount) {
    Cause cause = new Cause(code, shift.id().value().toString());
    return new Move(TransferIds.of(code, shift.id().value()), sides, amount, cause);
  }

  private static void require(TransferResult result) {
    if (result != TransferResult.DONE && result != TransferResult.EXISTS) {
      throw new IllegalStateException("the ledger refused what cannot be refused: " + result);
    }
  }

  private static ShiftReport.CashTerm term(DrawerReason reason, Map<String, ReasonSum> sums) {
    ReasonSum sum = sums.remove(reason.name());
    return new ShiftReport.CashTerm(
        reason,
        reason.zh(),
        reason.en(),
        sum == null ? 0 : sum.count(),
        sum == null ? 0 : sum.net().minor());
  }

  private Money money(Balances balances) {
    return park.park().money(balances.debitsPosted() - balances.creditsPosted());
  }

  private static ShiftId shiftOf(Map<AccountId, ShiftId> drawers, AccountId account) {
    ShiftId shift = drawers.get(account);
    if (shift == null) {
      throw new IllegalStateException("not asked for: " + account);
    }
    return shift;
  }
}
