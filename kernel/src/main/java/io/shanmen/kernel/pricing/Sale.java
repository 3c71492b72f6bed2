package io.shanmen.kernel.pricing;

import io.shanmen.kernel.time.BusinessDay;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to buy.
 *
 * @param channel where, for example {@code WINDOW}
 * @param tier what kind of customer, or null for the public
 * @param lines what, at least one
 */
public record Sale(String channel, @Nullable String tier, List<Line> lines) {

  public Sale {
    Objects.requireNonNull(channel, "channel");
    lines = List.copyOf(lines);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("nothing to sell");
    }
  }

  /**
   * So many tickets of one kind for one day.
   *
   * @param product which product
   * @param visitDay for which day; for tickets without one the day of the sale
   * @param slot the start of the slot, in minutes from midnight, or null
   * @param tickets how many, 1 to {@link #TICKETS_LIMIT}
   * @param headsEach people on each ticket (多人一票), 1 or more
   */
  public record Line(
      ProductVersion product,
      BusinessDay visitDay,
      @Nullable Integer slot,
      int tickets,
      int headsEach) {

    /** The most tickets in one line. */
    public static final int TICKETS_LIMIT = 9_999;

    public Line {
      Objects.requireNonNull(product, "product");
      Objects.requireNonNull(visitDay, "visitDay");
      if (tickets < 1 || tickets > TICKETS_LIMIT) {
        throw new IllegalArgumentException("no such number of tickets: " + tickets);
      }
      if (headsEach < 1) {
        throw new IllegalArgumentException("no such number of heads: " + headsEach);
      }
    }

    public int heads() {
      return Math.multiplyExact(tickets, headsEach);
    }
  }
}
