package io.shanmen.server.payment;

import io.shanmen.kernel.money.Money;
import io.shanmen.server.cashdesk.OpenShift;
import java.util.UUID;

/**
 * Asks to pay money of an order back by the way it came (R18).
 *
 * @param id made by the asker; the same id with the same content has the same answer
 * @param orderId the order that was paid
 * @param amount what to pay back, more than zero
 * @param shift the shift that pays it, open and locked in this transaction (R19)
 * @param purpose what the money was for
 */
public record RefundRequest(
    RefundId id, UUID orderId, Money amount, OpenShift shift, Purpose purpose) {}
