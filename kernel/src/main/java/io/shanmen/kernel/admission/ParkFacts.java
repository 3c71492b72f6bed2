package io.shanmen.kernel.admission;

import io.shanmen.kernel.time.BusinessCalendar;
import java.util.Objects;

/**
 * What holds for the whole park at this moment.
 *
 * @param calendar zone and cut-off
 * @param days its special days
 * @param reentry who may come back (R68)
 * @param full the park has reached its capacity: nobody new may enter (R25)
 * @param clockPlausible the deciding program trusts its clock; if not, it decides no dates
 */
public record ParkFacts(
    BusinessCalendar calendar,
    SpecialDays days,
    ReentryPolicy reentry,
    boolean full,
    boolean clockPlausible) {

  public ParkFacts {
    Objects.requireNonNull(calendar, "calendar");
    Objects.requireNonNull(days, "days");
    Objects.requireNonNull(reentry, "reentry");
  }

  /** An ordinary park: no special days, no re-entry, room for everybody. */
  public static ParkFacts ordinary(BusinessCalendar calendar) {
    return new ParkFacts(calendar, SpecialDays.NONE, ReentryPolicy.NONE, false, true);
  }

  public ParkFacts withDays(SpecialDays others) {
    return new ParkFacts(calendar, others, reentry, full, clockPlausible);
  }

  public ParkFacts withReentry(ReentryPolicy policy) {
    return new ParkFacts(calendar, days, policy, full, clockPlausible);
  }

  public ParkFacts withFull(boolean isFull) {
    return new ParkFacts(calendar, days, reentry, isFull, clockPlausible);
  }

  public ParkFacts withClockPlausible(boolean isPlausible) {
    return new ParkFacts(calendar, days, reentry, full, isPlausible);
  }
}
