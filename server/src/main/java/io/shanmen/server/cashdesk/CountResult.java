package io.shanmen.server.cashdesk;

import io.shanmen.kernel.money.Money;

/**
 * What the last count of a shift found; nobody sees it before (R5).
 *
 * @param expected what the drawer should hold (R3)
 * @param counted what it holds
 * @param band who has to accept the difference (R6)
 */
public record CountResult(Money expected, Money counted, OverShortBand band) {

  /** Counted less expected: negative if cash is missing. */
  public Money overShort() {
    return counted.minus(expected);
  }
}
