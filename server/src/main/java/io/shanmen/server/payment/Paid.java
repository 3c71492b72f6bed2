package io.shanmen.server.payment;

import io.shanmen.kernel.money.Money;
import java.util.List;
import java.util.UUID;

/**
 * An order's money is in.
 *
 * @param orderId the order
 * @param payments one for each tender, in the order in which they were given
 * @param change what the visitor gets back in all
 */
public record Paid(UUID orderId, List<Payment> payments, Money change) {

  public Paid {
    payments = List.copyOf(payments);
  }
}
