package io.shanmen.server.aftersales;

import io.shanmen.server.ledger.AccountRef;

/** The ledger's accounts for refunds. */
public final class RefundAccounts {

  /** What the park keeps of refunded tickets (退票手续费): earned at once. */
  public static final AccountRef REFUND_FEES = AccountRef.of("REFUND_FEES", "park");

  private RefundAccounts() {}
}
