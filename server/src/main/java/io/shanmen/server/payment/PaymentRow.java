package io.shanmen.server.payment;

import io.shanmen.kernel.money.Money;
import java.util.UUID;

/**
 * One row of {@code payment.payment}.
 *
 * @param orderId the order that it pays
 * @param number the tender's place in the order, from 1
 * @param payment what was paid
 * @param state where it stands
 * @param refunded what went back of it so far
 */
record PaymentRow(UUID orderId, int number, Payment payment, PaymentState state, Money refunded) {

  Money refundable() {
    return state == PaymentState.SUCCESS
        ? payment.amount().minus(refunded)
        : Money.zero(refunded.currency());
  }

  PaymentRow refund(Money amount) {
    return new PaymentRow(orderId, number, payment, state, refunded.plus(amount));
  }
}
