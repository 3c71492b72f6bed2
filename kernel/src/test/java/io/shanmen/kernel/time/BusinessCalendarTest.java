package io.shanmen.kernel.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessCalendarTest {

  private static final BusinessCalendar SHANGHAI =
      new BusinessCalendar(ZoneId.of("Asia/Shanghai"), BusinessCalendar.USUAL_CUT_OFF);

  @ParameterizedTest
  @CsvSource({
    "2026-10-01T23:59:00+08:00, 2026-10-01",
    "2026-10-02T00:00:00+08:00, 2026-10-01",
    "2026-10-02T03:59:59.999+08:00, 2026-10-01",
    "2026-10-02T04:00:00+08:00, 2026-10-02",
    "2026-10-01T20:00:00Z, 2026-10-02",
  })
  void nightBelongsToTheEveningBefore(String moment, String day) {
    assertThat(SHANGHAI.dayOf(java.time.OffsetDateTime.parse(moment).toInstant()))
        .isEqualTo(BusinessDay.parse(day));
  }

  @Test
  void aDayHoldsItsFirstMomentAndNotItsEnd() {
    BusinessDay day = BusinessDay.of(2026, 11, 22);
    assertThat(SHANGHAI.dayOf(SHANGHAI.startOf(day))).isEqualTo(day);
    assertThat(SHANGHAI.dayOf(SHANGHAI.endOf(day))).isEqualTo(day.plusDays(1));
    assertThat(SHANGHAI.dayOf(SHANGHAI.endOf(day).minusNanos(1))).isEqualTo(day);
  }

  @Test
  void aCutOffThatTheClocksSkipMovesToTheNextMoment() {
    BusinessCalendar newYork =
        new BusinessCalendar(ZoneId.of("America/New_York"), LocalTime.of(2, 30));
    Instant start = newYork.startOf(BusinessDay.of(2026, 3, 8));
    assertThat(start).isEqualTo(Instant.parse("2026-03-08T07:30:00Z"));
  }
}
