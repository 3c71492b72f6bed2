package io.shanmen.kernel.pricing;

/**
 * Something that changes what a sale costs: a coupon, a group rate, one free in sixteen. Promotions
 * stand in an ordered list, and each sees what those before it have done.
 */
@FunctionalInterface
public interface Promotion {

  /** The quote with this promotion's adjustments added; nothing else may change. */
  Quote adjust(Sale sale, Quote soFar);
}
