package io.shanmen.server.ordering;

import io.shanmen.server.ledger.AccountRef;

/** The ledger's accounts for sales. */
public final class SalesAccounts {

  /**
   * Paid for and not yet earned (预收票款): a sale credits it, a void or a refund debits it, and
   * settlement moves it to revenue when the visit takes place (R82).
   */
  public static final AccountRef DEFERRED_REVENUE = AccountRef.of("DEFERRED_REVENUE", "park");

  private SalesAccounts() {}
}
