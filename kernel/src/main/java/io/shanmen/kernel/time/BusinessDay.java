package io.shanmen.kernel.time;

import java.time.LocalDate;
import java.util.Objects;

/**
 * A day of business (营业日): it begins and ends at the park's cut-off, not at midnight, so that a
 * night event belongs to the evening on which it began.
 *
 * @param date the calendar date on which the day begins
 */
public record BusinessDay(LocalDate date) implements Comparable<BusinessDay> {

  public BusinessDay {
    Objects.requireNonNull(date, "date");
  }

  public static BusinessDay of(int year, int month, int day) {
    return new BusinessDay(LocalDate.of(year, month, day));
  }

  public static BusinessDay parse(String isoDate) {
    return new BusinessDay(LocalDate.parse(isoDate));
  }

  public BusinessDay plusDays(long days) {
    return new BusinessDay(date.plusDays(days));
  }

  public boolean isBefore(BusinessDay other) {
    return date.isBefore(other.date);
  }

  public boolean isAfter(BusinessDay other) {
    return date.isAfter(other.date);
  }

  @Override
  public int compareTo(BusinessDay other) {
    return date.compareTo(other.date);
  }

  @Override
  public String toString() {
    return date.toString();
  }
}
