package io.shanmen.server.payment;

import io.shanmen.kernel.money.Money;

/**
 * What of a refund went back by the way of one payment.
 *
 * @param payment the payment that is reversed in part or whole
 * @param kind by what means the money went back: the same by which it came
 * @param amount how much
 */
public record RefundPart(PaymentId payment, TenderKind kind, Money amount) {}
