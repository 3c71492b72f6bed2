package io.shanmen.kernel.admission;

import java.time.LocalDate;
import java.util.Set;

/**
 * The days that are not like others.
 *
 * @param holidays public holidays (V5)
 * @param workdays weekend days on which people work in exchange (调休); never holidays (V5)
 * @param peaks days on which open tickets need a booking (V8)
 * @param blackouts days on which restricted tickets are not good (V2)
 * @param closed days on which the park is closed
 */
public record SpecialDays(
    Set<LocalDate> holidays,
    Set<LocalDate> workdays,
    Set<LocalDate> peaks,
    Set<LocalDate> blackouts,
    Set<LocalDate> closed) {

  public static final SpecialDays NONE =
      new SpecialDays(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

  public SpecialDays {
    holidays = Set.copyOf(holidays);
    workdays = Set.copyOf(workdays);
    peaks = Set.copyOf(peaks);
    blackouts = Set.copyOf(blackouts);
    closed = Set.copyOf(closed);
  }
}
