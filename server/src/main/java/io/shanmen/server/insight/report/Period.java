package io.shanmen.server.insight.report;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;

/**
 * How long a report's time is. Weeks begin on Monday, quarters in January, April, July, October.
 */
public enum Period {
  DAY("日报", "Daily report"),
  WEEK("周报", "Weekly report"),
  MONTH("月报", "Monthly report"),
  QUARTER("季报", "Quarterly report"),
  YEAR("年报", "Yearly report");

  private final String zh;
  private final String en;

  Period(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  public String zh() {
    return zh;
  }

  public String en() {
    return en;
  }

  /** The first business day of the period that this day lies in. */
  public LocalDate first(LocalDate day) {
    return switch (this) {
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
      case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1L);
      case YEAR -> day.withDayOfYear(1);
    };
  }

  /** The last business day of the period that this day lies in. */
  public LocalDate last(LocalDate day) {
    LocalDate first = first(day);
    return switch (this) {
      case DAY -> day;
      case WEEK -> first.plusDays(6);
      case MONTH -> first.with(TemporalAdjusters.lastDayOfMonth());
      case QUARTER -> first.plusMonths(3).minusDays(1);
      case YEAR -> first.with(TemporalAdjusters.lastDayOfYear());
    };
  }

  /** Whether its course is shown by months and not by days. */
  public boolean isByMonth() {
    return switch (this) {
      case DAY, WEEK, MONTH -> false;
      case QUARTER, YEAR -> true;
    };
  }
}
