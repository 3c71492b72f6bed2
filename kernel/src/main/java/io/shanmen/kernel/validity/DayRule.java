package io.shanmen.kernel.validity;

import java.time.DayOfWeek;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which of the days of a range count (V5), and whether a day must have been booked (V8).
 *
 * @param weekdays the days of the week on which the ticket is good; a make-up workday keeps its own
 *     weekday, and counts as a workday
 * @param exceptHolidays the ticket is not good on public holidays
 * @param exceptBlackouts the ticket is not good on the blackout days of its product (V2)
 * @param bookPeakDays on the park's peak days the ticket is good only if that day was booked (V8)
 */
public record DayRule(
    Set<DayOfWeek> weekdays,
    boolean exceptHolidays,
    boolean exceptBlackouts,
    boolean bookPeakDays) {

  /** Good on every day. */
  public static final DayRule EVERY_DAY =
      new DayRule(EnumSet.allOf(DayOfWeek.class), false, false, false);

  public DayRule {
    if (weekdays.isEmpty()) {
      throw new IllegalArgumentException("a ticket must be good on some day of the week");
    }
    weekdays = Collections.unmodifiableSet(EnumSet.copyOf(weekdays));
  }
}
