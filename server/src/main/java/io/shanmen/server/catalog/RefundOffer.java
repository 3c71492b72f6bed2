package io.shanmen.server.catalog;

import io.shanmen.kernel.money.Money;

/**
 * What the refund rule gives back.
 *
 * @param amount what the visitor gets, never negative and never more than was paid
 * @param fee what the park keeps
 * @param noShow true if the visitor is marked as having failed to come
 */
public record RefundOffer(Money amount, Money fee, boolean noShow) {}
