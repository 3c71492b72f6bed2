package io.shanmen.server.catalog;

import io.shanmen.kernel.time.BusinessDay;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How tickets of this type are sold and taken back.
 *
 * @param hotKey the letter that picks it at the window, A to Z; null for none
 * @param from the first day of sale; null for no limit
 * @param until the last day of sale; null for no limit
 * @param eligibility who may have one, for the cashier to check; null if anybody
 * @param refund the refund ladder
 */
public record SaleTerms(
    @Nullable String hotKey,
    @Nullable LocalDate from,
    @Nullable LocalDate until,
    @Nullable Names eligibility,
    RefundRule refund) {

  public SaleTerms {
    if (hotKey != null && !hotKey.matches("[A-Z]")) {
      throw new IllegalArgumentException("a hot key is one letter A to Z: " + hotKey);
    }
    if (from != null && until != null && until.isBefore(from)) {
      throw new IllegalArgumentException("sale ends before it begins");
    }
  }

  /** True if tickets are sold on this day. */
  public boolean sellsOn(BusinessDay day) {
    return (from == null || !day.date().isBefore(from))
        && (until == null || !day.date().isAfter(until));
  }
}
