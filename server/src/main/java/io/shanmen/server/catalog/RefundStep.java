package io.shanmen.server.catalog;

import java.time.LocalTime;

/**
 * One step of a refund ladder (R17): what a refund asked for until a deadline gives back.
 *
 * @param daysBefore how many days before the visit the deadline lies; 0 is the day of the visit
 * @param until the local time on that day before which the step holds
 * @param percent how much of the price is given back, 0 to 100
 * @param feeMinor kept for each ticket that is refunded, in minor units
 * @param noShow true if the visitor is marked as having failed to come (爽约)
 */
public record RefundStep(
    int daysBefore, LocalTime until, int percent, long feeMinor, boolean noShow) {

  public RefundStep {
    if (daysBefore < 0 || percent < 0 || percent > 100 || feeMinor < 0) {
      throw new IllegalArgumentException("a refund step cannot be like this");
    }
  }
}
