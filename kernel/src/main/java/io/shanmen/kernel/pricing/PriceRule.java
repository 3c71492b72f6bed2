package io.shanmen.kernel.pricing;

import io.shanmen.kernel.money.Money;
import io.shanmen.kernel.time.BusinessDay;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of a price list. It applies to a sale that fits all of its conditions; null means "any".
 *
 * @param number the line's number; of two lines that are equally specific the higher, newer one
 *     wins
 * @param product which product
 * @param days on which visit days
 * @param scope for which slot, channel and customer tier
 * @param price for one ticket, not negative
 */
public record PriceRule(
    long number, ProductVersion product, @Nullable Days days, Scope scope, Money price) {

  public PriceRule {
    Objects.requireNonNull(product, "product");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(price, "price");
    if (price.isNegative()) {
      throw new IllegalArgumentException("a price is not negative: " + price);
    }
  }

  /**
   * Visit days, both included.
   *
   * @param first the first
   * @param last the last
   */
  public record Days(BusinessDay first, BusinessDay last) {
    public Days {
      if (last.isBefore(first)) {
        throw new IllegalArgumentException("ends before it begins: " + first + " to " + last);
      }
    }

    public boolean contains(BusinessDay day) {
      return !day.isBefore(first) && !day.isAfter(last);
    }

    /** How many days, at least 1. */
    public long length() {
      return last.date().toEpochDay() - first.date().toEpochDay() + 1;
    }
  }

  /**
   * What narrows a price besides product and day.
   *
   * @param slot the start of the slot, in minutes from midnight, or null
   * @param channel where it is sold, or null
   * @param tier what kind of customer buys, or null
   */
  public record Scope(@Nullable Integer slot, @Nullable String channel, @Nullable String tier) {
    /** For everybody, everywhere. */
    public static final Scope ANY = new Scope(null, null, null);
  }
}
