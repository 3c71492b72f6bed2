package io.shanmen.server.payment;

import io.shanmen.kernel.money.Money;

/** What the visitor pays with. */
public sealed interface Tender {

  /** The part of the order that this tender pays. */
  Money amount();

  TenderKind kind();

  /**
   * Notes and coins.
   *
   * @param amount the part of the order it pays
   * @param received what the visitor handed over; the difference is the change
   */
  record Cash(Money amount, Money received) implements Tender {

    @Override
    public TenderKind kind() {
      return TenderKind.CASH;
    }

    public Money change() {
      return received.minus(amount);
    }
  }
}
