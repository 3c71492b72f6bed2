package io.shanmen.server.payment;

import io.shanmen.server.ledger.AccountRef;

/** The ledger's accounts for payments. */
public final class PaymentAccounts {

  /**
   * Between money and what it was for. Taking money credits it, the sale debits it, both in one
   * transaction; so it stands at zero whenever anybody looks.
   */
  public static final AccountRef ORDER_CLEARING = AccountRef.of("ORDER_CLEARING", "park");

  private PaymentAccounts() {}
}
