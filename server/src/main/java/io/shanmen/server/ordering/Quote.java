package io.shanmen.server.ordering;

import io.shanmen.server.ticketing.SoldProduct;
import java.util.List;

/**
 * What a cart costs now. Nothing is held by it.
 *
 * @param lines the lines in the order in which they were wanted
 * @param tickets how many tickets would be issued
 * @param heads how many people they would admit
 * @param totalMinor the total in minor units, which the sale must repeat
 * @param currency ISO 4217
 * @param needsConfirmation true if a quantity is so large that the sale must say {@code confirmed}
 */
public record Quote(
    List<Line> lines,
    int tickets,
    int heads,
    long totalMinor,
    String currency,
    boolean needsConfirmation) {

  public Quote {
    lines = List.copyOf(lines);
  }

  /**
   * One line of a quote or an order.
   *
   * @param lineNo counts from 1
   * @param product the ticket type as it is sold now
   * @param quantity how many were wanted
   * @param tickets how many tickets they make
   * @param heads how many people they admit
   * @param unitMinor the price of one
   * @param amountMinor the price of all
   * @param visit when, and in which slot
   */
  public record Line(
      int lineNo,
      SoldProduct product,
      int quantity,
      int tickets,
      int heads,
      long unitMinor,
      long amountMinor,
      Visit visit) {}
}
