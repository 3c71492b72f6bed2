package io.shanmen.kernel.ledger;

/**
 * What came of a transfer. The constants come in the order of precedence: where several apply, the
 * first is the answer. Only {@link #DONE} changed anything now, and {@link #EXISTS} earlier.
 */
public enum TransferResult {
  /** It took effect. */
  DONE,
  /** Another transfer of its chain failed, so it was not tried or was undone. */
  LINKED_TRANSFER_FAILED,
  /** The same transfer took effect before: asking again did nothing. */
  EXISTS,
  /** Another transfer has this id. */
  EXISTS_WITH_DIFFERENT_CONTENT,
  /** A transfer with this id failed before: a second try must have an id of its own. */
  ID_ALREADY_FAILED,
  /** The amount is zero or negative. */
  AMOUNT_MUST_BE_POSITIVE,
  /** The hold would be over before it began. */
  HOLD_ALREADY_OVER,
  /** Both sides are the same account. */
  ACCOUNTS_MUST_DIFFER,
  DEBIT_ACCOUNT_NOT_FOUND,
  CREDIT_ACCOUNT_NOT_FOUND,
  /** The amount and the accounts are not all in one currency. */
  CURRENCY_DIFFERS,
  /** There is no hold of that id. */
  HOLD_NOT_FOUND,
  /** The hold was posted before. */
  HOLD_ALREADY_POSTED,
  /** The hold was voided before. */
  HOLD_ALREADY_VOIDED,
  /** The hold's time was over. */
  HOLD_EXPIRED,
  /** More is to be posted than was held. */
  EXCEEDS_HOLD,
  DEBIT_ACCOUNT_CLOSED,
  CREDIT_ACCOUNT_CLOSED,
  /** A sum would no longer fit into 63 bits. */
  OVERFLOW,
  /** The debit account would be debited more than it was credited. */
  EXCEEDS_CREDITS,
  /** The credit account would be credited more than it was debited. */
  EXCEEDS_DEBITS;

  /**
   * Whether a transfer that failed like this has spent its id. The reason may pass (an account is
   * opened, money comes in), and a late repetition of the old request must not take effect then.
   */
  public boolean spendsTheId() {
    return switch (this) {
      case DEBIT_ACCOUNT_NOT_FOUND,
          CREDIT_ACCOUNT_NOT_FOUND,
          HOLD_NOT_FOUND,
          DEBIT_ACCOUNT_CLOSED,
          CREDIT_ACCOUNT_CLOSED,
          EXCEEDS_CREDITS,
          EXCEEDS_DEBITS ->
          true;
      case DONE,
          LINKED_TRANSFER_FAILED,
          EXISTS,
          EXISTS_WITH_DIFFERENT_CONTENT,
          ID_ALREADY_FAILED,
          AMOUNT_MUST_BE_POSITIVE,
          HOLD_ALREADY_OVER,
          ACCOUNTS_MUST_DIFFER,
          CURRENCY_DIFFERS,
          HOLD_ALREADY_POSTED,
          HOLD_ALREADY_VOIDED,
          HOLD_EXPIRED,
          EXCEEDS_HOLD,
          OVERFLOW ->
          false;
    };
  }
}
