package io.shanmen.kernel.ledger;

import java.util.Currency;
import java.util.Objects;

/**
 * An account of the ledger.
 *
 * @param id the account
 * @param currency all its amounts are in it
 * @param limit what its balance must not do
 * @param closed nothing can be moved on it any more, except that holds are voided
 */
public record Account(AccountId id, Currency currency, Limit limit, boolean closed) {

  /** What the balance of an account must not do. Holds count as if they were posted. */
  public enum Limit {
    /** Anything goes. */
    NONE,
    /** A wallet: one cannot spend more than was put in. */
    DEBITS_MUST_NOT_EXCEED_CREDITS,
    /** The reverse: cash cannot leave a drawer that it never entered. */
    CREDITS_MUST_NOT_EXCEED_DEBITS
  }

  public Account {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(currency, "currency");
    Objects.requireNonNull(limit, "limit");
  }

  public static Account of(AccountId id, Currency currency, Limit limit) {
    return new Account(id, currency, limit, false);
  }
}
