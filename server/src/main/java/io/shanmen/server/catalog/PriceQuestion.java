package io.shanmen.server.catalog;

import io.shanmen.kernel.time.BusinessDay;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks what a sale costs now.
 *
 * @param channel where it is sold, as in {@code WINDOW}
 * @param tier what kind of customer buys; null for the public
 * @param lines what is wanted, at least one
 */
public record PriceQuestion(String channel, @Nullable String tier, List<Line> lines) {

  public PriceQuestion {
    lines = List.copyOf(lines);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("nothing to sell");
    }
  }

  /**
   * One line.
   *
   * @param product the ticket type; its current version is sold
   * @param quantity how many tickets, or how many people of a group, at least 1
   * @param visitDay the day of the visit; for open tickets the day of the sale
   * @param slotNo the slot where the type sells places by slot; else null
   */
  public record Line(
      ProductId product, int quantity, BusinessDay visitDay, @Nullable Integer slotNo) {}
}
