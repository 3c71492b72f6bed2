package io.shanmen.server.insight.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** A report covers the whole period that its day lies in. */
class PeriodTest {

  private static void covers(Period period, String day, String first, String last) {
    assertThat(period.first(LocalDate.parse(day))).isEqualTo(LocalDate.parse(first));
    assertThat(period.last(LocalDate.parse(day))).isEqualTo(LocalDate.parse(last));
  }

  @Test
  void aDayIsItself() {
    covers(Period.DAY, "2026-10-01", "2026-10-01", "2026-10-01");
  }

  @Test
  void aWeekBeginsOnMonday() {
    covers(Period.WEEK, "2026-10-01", "2026-09-28", "2026-10-04");
    covers(Period.WEEK, "2026-09-28", "2026-09-28", "2026-10-04");
  }

  @Test
  void aMonthEndsWhereItEnds() {
    covers(Period.MONTH, "2028-02-10", "2028-02-01", "2028-02-29");
  }

  @Test
  void quartersBeginInJanuaryAprilJulyAndOctober() {
    covers(Period.QUARTER, "2026-03-31", "2026-01-01", "2026-03-31");
    covers(Period.QUARTER, "2026-05-20", "2026-04-01", "2026-06-30");
    covers(Period.QUARTER, "2026-12-31", "2026-10-01", "2026-12-31");
  }

  @Test
  void aYearIsACalendarYear() {
    covers(Period.YEAR, "2026-10-01", "2026-01-01", "2026-12-31");
  }
}
