package io.shanmen.server.cashdesk;

import io.shanmen.kernel.ledger.Account.Limit;
import io.shanmen.server.ledger.AccountRef;
import java.util.UUID;

/** The ledger's accounts for cash. */
public final class CashAccounts {

  /** The park's safe: floats come from it, drops and counted drawers go to it. */
  public static final AccountRef SAFE = AccountRef.of("SAFE", "park");

  /** What paid-in cash comes from and paid-out cash goes to. */
  public static final AccountRef SUNDRY = AccountRef.of("SUNDRY_CASH", "park");

  private CashAccounts() {}

  /** The cash in the drawer of one shift. It cannot give what it does not hold. */
  public static AccountRef drawer(ShiftId shift) {
    return new AccountRef("DRAWER", shift.value().toString(), Limit.CREDITS_MUST_NOT_EXCEED_DEBITS);
  }

  /** What a cashier owes for missing cash (R6). */
  static AccountRef shortage(UUID operatorId) {
    return AccountRef.of("CASH_SHORTAGE", operatorId);
  }

  /** Cash that nobody can explain yet (待查长款), by shift: never netted against another (R6). */
  static AccountRef overage(ShiftId shift) {
    return AccountRef.of("CASH_OVERAGE", shift.value());
  }
}
