package io.shanmen.kernel.validity;

import io.shanmen.kernel.time.BusinessCalendar;
import io.shanmen.kernel.time.BusinessDay;
import java.time.Instant;

/**
 * The time of day at which a ticket's holder may enter (V6). It limits entering, not staying.
 *
 * @param startMinute minutes from midnight at which the business day begins; 540 is 09:00
 * @param endMinute minutes from the same midnight, later than the start; 1500 is 01:00 at night
 * @param earlyMinutes how long before the start one may enter
 * @param lateMinutes how long after the end one may still enter
 */
public record SlotWindow(int startMinute, int endMinute, int earlyMinutes, int lateMinutes) {

  /** Usual grace before the start, in minutes. */
  public static final int USUAL_EARLY_MINUTES = 15;

  /** Usual grace after the end, in minutes. */
  public static final int USUAL_LATE_MINUTES = 30;

  /** The latest end: the small hours of the next day. */
  public static final int END_LIMIT_MINUTES = (1 << 11) - 1;

  /** The longest grace on either side, in minutes. */
  public static final int GRACE_LIMIT_MINUTES = (1 << 8) - 1;

  public SlotWindow {
    if (startMinute < 0 || endMinute <= startMinute || endMinute > END_LIMIT_MINUTES) {
      throw new IllegalArgumentException("no such slot: " + startMinute + " to " + endMinute);
    }
    if (earlyMinutes < 0
        || earlyMinutes > GRACE_LIMIT_MINUTES
        || lateMinutes < 0
        || lateMinutes > GRACE_LIMIT_MINUTES) {
      throw new IllegalArgumentException("no such grace: " + earlyMinutes + ", " + lateMinutes);
    }
  }

  /** A slot with the usual grace. */
  public static SlotWindow of(int startMinute, int endMinute) {
    return new SlotWindow(startMinute, endMinute, USUAL_EARLY_MINUTES, USUAL_LATE_MINUTES);
  }

  /** The first moment at which one may enter. */
  public Instant opens(BusinessDay day, BusinessCalendar calendar) {
    return at(day, startMinute - earlyMinutes, calendar);
  }

  /** The last moment at which one may enter; it still counts. */
  public Instant closes(BusinessDay day, BusinessCalendar calendar) {
    return at(day, endMinute + lateMinutes, calendar);
  }

  private static Instant at(BusinessDay day, int minute, BusinessCalendar calendar) {
    return day.date().atStartOfDay().plusMinutes(minute).atZone(calendar.zone()).toInstant();
  }
}
