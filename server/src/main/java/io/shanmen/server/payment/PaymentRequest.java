package io.shanmen.server.payment;

import io.shanmen.kernel.money.Money;
import io.shanmen.server.cashdesk.OpenShift;
import java.util.List;
import java.util.UUID;

/**
 * Asks to take the money for an order.
 *
 * @param orderId the order; opaque here. It is paid once: the same order again has the same answer
 * @param shift the shift that takes the money, open and locked in this transaction
 * @param due the order's net total, not negative
 * @param tenders what is paid with; their amounts make up {@code due}. None if nothing is due
 * @param purpose what the money is for
 */
public record PaymentRequest(
    UUID orderId, OpenShift shift, Money due, List<Tender> tenders, Purpose purpose) {

  /** The most tenders that one order can be paid with. */
  public static final int LIMIT_TENDERS = 8;

  public PaymentRequest {
    tenders = List.copyOf(tenders);
  }
}
