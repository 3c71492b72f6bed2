package io.shanmen.kernel.validity;

import io.shanmen.kernel.time.BusinessDay;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which days a product's tickets span, told from the sale or from the calendar.
 *
 * @param basis from what the days are counted
 * @param days how many: from the visit day (V1: 1) or from the sale (V3), the first day included; 0
 *     where the basis does not count
 * @param saleDayCounts the day of the sale is the first of the days (V3); if not, the next day is
 * @param first the first day of fixed dates (V2)
 * @param last the last day of fixed dates (V2), or the expiry of an open ticket (V8)
 */
public record Span(
    Basis basis,
    int days,
    boolean saleDayCounts,
    @Nullable BusinessDay first,
    @Nullable BusinessDay last) {

  /** From what the days are counted. */
  public enum Basis {
    /** The day the ticket is sold for, and the days that follow it (V1, V10). */
    VISIT_DAY,
    /** The same dates for every ticket (V2). */
    FIXED_DATES,
    /** So many days from the sale (V3; with an activation, the days within which it must start). */
    FROM_SALE,
    /** Any open day from the sale to the expiry (V8). */
    OPEN_UNTIL
  }

  public Span {
    Objects.requireNonNull(basis, "basis");
    boolean sound =
        switch (basis) {
          case VISIT_DAY, FROM_SALE ->
              days >= 1 && days <= DayRange.LENGTH_LIMIT_DAYS && first == null && last == null;
          case FIXED_DATES -> days == 0 && first != null && last != null && !last.isBefore(first);
          case OPEN_UNTIL -> days == 0 && first == null && last != null;
        };
    if (!sound) {
      throw new IllegalArgumentException(
          "no such span: " + basis + ", days " + days + ", " + first + " to " + last);
    }
  }

  /** The day it is sold for (V1). */
  public static Span visitDay() {
    return new Span(Basis.VISIT_DAY, 1, true, null, null);
  }

  /** The same dates for every ticket (V2). */
  public static Span fixedDates(BusinessDay first, BusinessDay last) {
    return new Span(Basis.FIXED_DATES, 0, true, first, last);
  }

  /** So many days from the sale, the day of the sale included (V3). */
  public static Span fromSale(int days) {
    return new Span(Basis.FROM_SALE, days, true, null, null);
  }

  /** Any open day until the expiry (V8). */
  public static Span openUntil(BusinessDay last) {
    return new Span(Basis.OPEN_UNTIL, 0, true, null, last);
  }

  DayRange resolve(BusinessDay saleDay, @Nullable BusinessDay visitDay) {
    return switch (basis) {
      case VISIT_DAY -> {
        if (visitDay == null) {
          throw new IllegalArgumentException("a ticket for a day needs the day");
        }
        yield new DayRange(visitDay, visitDay.plusDays(days - 1L));
      }
      case FIXED_DATES -> new DayRange(known(first), known(last));
      case FROM_SALE -> {
        BusinessDay from = saleDayCounts ? saleDay : saleDay.plusDays(1);
        yield new DayRange(from, from.plusDays(days - 1L));
      }
      case OPEN_UNTIL -> new DayRange(saleDay, known(last));
    };
  }

  private static BusinessDay known(@Nullable BusinessDay day) {
    return Objects.requireNonNull(day, "checked when the span was made");
  }
}
