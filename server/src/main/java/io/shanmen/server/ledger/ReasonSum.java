package io.shanmen.server.ledger;

import io.shanmen.kernel.money.Money;

/**
 * What was posted on one account for one reason.
 *
 * @param reason the code of the transfers' cause
 * @param count how many transfers
 * @param debits their sum where the account was debited
 * @param credits their sum where the account was credited
 */
public record ReasonSum(String reason, int count, Money debits, Money credits) {

  /** Debits less credits: what the transfers added to an asset. */
  public Money net() {
    return debits.minus(credits);
  }
}
