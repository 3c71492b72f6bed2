package io.shanmen.server.payment;

import io.shanmen.kernel.money.Money;

/**
 * One tender's payment.
 *
 * @param id the payment
 * @param kind by what means
 * @param amount what it paid of the order
 * @param received what was handed over
 * @param change what was given back
 */
public record Payment(PaymentId id, TenderKind kind, Money amount, Money received, Money change) {}
