package io.shanmen.kernel.time;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;

/**
 * Tells to which business day a moment belongs.
 *
 * @param zone the park's time zone
 * @param cutOff the local time at which one business day ends and the next begins
 */
public record BusinessCalendar(ZoneId zone, LocalTime cutOff) {

  /** The usual cut-off: nobody is in the park at four in the morning. */
  public static final LocalTime USUAL_CUT_OFF = LocalTime.of(4, 0);

  public BusinessCalendar {
    Objects.requireNonNull(zone, "zone");
    Objects.requireNonNull(cutOff, "cutOff");
  }

  public BusinessDay dayOf(Instant moment) {
    ZonedDateTime local = moment.atZone(zone);
    return local.toLocalTime().isBefore(cutOff)
        ? new BusinessDay(local.toLocalDate().minusDays(1))
        : new BusinessDay(local.toLocalDate());
  }

  /** The first moment of the day. Where the clocks skip the cut-off, the moment they skip to. */
  public Instant startOf(BusinessDay day) {
    return day.date().atTime(cutOff).atZone(zone).toInstant();
  }

  /** The first moment that no longer belongs to the day. */
  public Instant endOf(BusinessDay day) {
    return startOf(day.plusDays(1));
  }
}
