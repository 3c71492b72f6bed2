package io.shanmen.kernel.validity;

import java.util.Objects;

/**
 * A ticket for k of n days (V2, V10).
 *
 * @param useDays k: on how many different business days it may be used
 * @param withinDays n: how many days the window is long in which they must lie, counted from {@code
 *     from}; 0 where only the ticket's range limits them
 * @param consecutive the days used must follow one another without a gap
 * @param from where the window of n days begins
 */
public record DayQuota(int useDays, int withinDays, boolean consecutive, From from) {

  /** The most days that either number may be. */
  public static final int LIMIT_DAYS = (1 << 9) - 1;

  /** Where the window of n days begins. */
  public enum From {
    /** On the first day of the ticket's range. */
    START_DATE,
    /** On the day of the first entry. */
    FIRST_ENTRY
  }

  public DayQuota {
    Objects.requireNonNull(from, "from");
    if (useDays < 1 || useDays > LIMIT_DAYS) {
      throw new IllegalArgumentException("no such number of days: " + useDays);
    }
    if (withinDays != 0 && (withinDays < useDays || withinDays > LIMIT_DAYS)) {
      throw new IllegalArgumentException("a window of " + withinDays + " for " + useDays);
    }
  }
}
