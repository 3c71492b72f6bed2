package io.shanmen.kernel.validity;

import io.shanmen.kernel.time.BusinessDay;
import java.util.Objects;

/**
 * The business days on which a ticket may be used (V1, V2, V3, V8). For a ticket whose clock starts
 * with its first use or activation (V4), the days on which that may happen.
 *
 * @param first the first day
 * @param last the last day, which still counts
 */
public record DayRange(BusinessDay first, BusinessDay last) {

  /** The most days that a range may span, which its ticket code has room for. */
  public static final int LENGTH_LIMIT_DAYS = 1 << 14;

  public DayRange {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(last, "last");
    if (last.isBefore(first)) {
      throw new IllegalArgumentException("ends before it begins: " + first + " to " + last);
    }
    if (first.plusDays(LENGTH_LIMIT_DAYS).compareTo(last) <= 0) {
      throw new IllegalArgumentException("too long: " + first + " to " + last);
    }
  }

  /** One day only (V1). */
  public static DayRange of(BusinessDay day) {
    return new DayRange(day, day);
  }

  public boolean contains(BusinessDay day) {
    return !day.isBefore(first) && !day.isAfter(last);
  }
}
