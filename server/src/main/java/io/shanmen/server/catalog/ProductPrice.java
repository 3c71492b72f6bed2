package io.shanmen.server.catalog;

import io.shanmen.kernel.pricing.PriceRule;
import org.jspecify.annotations.Nullable;

/**
 * One price of a ticket type.
 *
 * @param days the visit days on which it holds; null for every day
 * @param scope for which slot, channel and customer tier
 * @param amountMinor for one ticket, or for one person of a group, in minor units
 */
public record ProductPrice(PriceRule.@Nullable Days days, PriceRule.Scope scope, long amountMinor) {

  public ProductPrice {
    if (amountMinor < 0) {
      throw new IllegalArgumentException("a price is not negative: " + amountMinor);
    }
  }
}
