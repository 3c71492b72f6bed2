package io.shanmen.kernel.admission;

import static io.shanmen.kernel.admission.Scene.date;
import static io.shanmen.kernel.admission.Scene.day;
import static io.shanmen.kernel.admission.Scene.days;
import static io.shanmen.kernel.admission.Scene.ordinary;
import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.admission.TicketFacts.Booking;
import io.shanmen.kernel.validity.Activation;
import io.shanmen.kernel.validity.CheckpointSet;
import io.shanmen.kernel.validity.DayQuota;
import io.shanmen.kernel.validity.DayRange;
import io.shanmen.kernel.validity.DayRule;
import io.shanmen.kernel.validity.Route;
import io.shanmen.kernel.validity.SlotWindow;
import io.shanmen.kernel.validity.Span;
import io.shanmen.kernel.validity.Uses;
import io.shanmen.kernel.validity.Validity;
import io.shanmen.kernel.validity.ValidityPlan;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The models V1 to V10, each at the edges of what it allows. 22 November 2026 is a Sunday. */
class ValidityModelsTest {

  private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
  private static final Uses DAILY = new Uses(0, 1, 0, Uses.Counting.TOGETHER);

  @ParameterizedTest
  @CsvSource({
    "11-21T23:59:59,     NOT_YET_VALID",
    "11-22T00:00:00,     NOT_YET_VALID", // midnight belongs to the evening before
    "11-22T03:59:59.999, NOT_YET_VALID",
    "11-22T04:00:00,     FIRST 1",
    "11-22T12:00:00,     FIRST 1",
    "11-23T00:30:00,     FIRST 1", // a night event crosses midnight
    "11-23T03:59:59.999, FIRST 1",
    "11-23T04:00:00,     EXPIRED",
  })
  void v1IsGoodOnOneBusinessDay(String time, String result) {
    assertThat(ordinary().valid(Validity.onDay(day("11-22"))).at(time)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "11-10T03:59, NOT_YET_VALID",
    "11-10T04:00, FIRST 1",
    "11-11T12:00, FIRST 1",
    "11-12T12:00, NOT_ON_THIS_DAY", // a blackout day
    "11-13T02:00, NOT_ON_THIS_DAY", // and its small hours
    "11-13T12:00, FIRST 1",
    "11-16T03:59, FIRST 1",
    "11-16T04:00, EXPIRED",
  })
  void v2IsGoodInARangeMinusBlackouts(String time, String result) {
    DayRule exceptBlackouts = new DayRule(EnumSet.allOf(DayOfWeek.class), false, true, false);
    Scene scene =
        ordinary()
            .valid(Validity.within(days("11-10", "11-15")).withDayRule(exceptBlackouts))
            .days(blackout("11-12"));
    assertThat(scene.at(time)).isEqualTo(result);
  }

  @Test
  void v2BlackoutsBindOnlyTicketsThatSaySo() {
    assertThat(ordinary().days(blackout("11-12")).at("11-12T12:00")).isEqualTo("FIRST 1");
  }

  @ParameterizedTest
  @CsvSource({
    "11-22T12:00, ,                                                             FIRST 1",
    "11-23T12:00, first 11-22T12:00,                                            FIRST 1",
    "11-25T12:00, 'first 11-22T12:00, first 11-23T12:00',                       FIRST 1",
    "11-25T13:00, 'first 11-22T12:00, first 11-23T12:00, first 11-25T12:00',    ALREADY_USED",
    "11-26T12:00, 'first 11-22T12:00, first 11-23T12:00, first 11-25T12:00',    DAYS_USED_UP",
    "11-26T12:00, 'first 11-22T12:00, first 11-23T01:00, first 11-25T12:00',    FIRST 1",
  })
  void v2CountsDifferentBusinessDays(String time, @Nullable String past, String result) {
    DayQuota threeDays = new DayQuota(3, 0, false, DayQuota.From.START_DATE);
    Scene scene =
        ordinary()
            .valid(Validity.within(days("11-20", "11-30")).withQuota(threeDays))
            .uses(DAILY)
            .past(past);
    assertThat(scene.at(time)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "true,  11-20T12:00, FIRST 1",
    "true,  11-22T12:00, FIRST 1",
    "true,  11-23T03:59, FIRST 1",
    "true,  11-23T04:00, EXPIRED",
    "false, 11-20T12:00, NOT_YET_VALID",
    "false, 11-21T04:00, FIRST 1",
    "false, 11-23T12:00, FIRST 1",
    "false, 11-24T04:00, EXPIRED",
  })
  void v3IsGoodForThreeDaysFromTheSale(boolean saleDayCounts, String time, String result) {
    Span span = new Span(Span.Basis.FROM_SALE, 3, saleDayCounts, null, null);
    Validity validity =
        new ValidityPlan(span, DayRule.EVERY_DAY, null, null).issue(day("11-20"), null, null);
    assertThat(ordinary().valid(validity).at(time)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "11-30T12:00, ,                  FIRST 1", // the last day to start the clock
    "12-01T04:00, ,                  EXPIRED", // unused, it ends with its range
    "11-24T12:00, first 11-22T12:00, FIRST 1",
    "11-25T03:59, first 11-22T12:00, FIRST 1",
    "11-25T04:00, first 11-22T12:00, EXPIRED",
    "11-24T04:00, first 11-22T01:00, EXPIRED", // the clock started in the small hours of the 21st
    "12-02T12:00, first 11-30T12:00, FIRST 1", // started in time, it runs beyond the range
    "12-03T12:00, first 11-30T12:00, EXPIRED",
  })
  void v4CountsDaysFromTheFirstUse(String time, @Nullable String past, String result) {
    Activation threeDays = new Activation(Activation.Start.FIRST_USE, 3, Activation.Unit.DAYS);
    Scene scene =
        ordinary()
            .valid(Validity.within(days("11-01", "11-30")).withActivation(threeDays))
            .uses(DAILY)
            .past(past);
    assertThat(scene.at(time)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "11-24T10:30:00, FIRST 1", // 48 hours to the minute
    "11-24T10:30:59, FIRST 1",
    "11-24T10:31:00, EXPIRED",
  })
  void v4CountsHoursToTheMinute(String time, String result) {
    Activation hours = new Activation(Activation.Start.FIRST_USE, 48, Activation.Unit.HOURS);
    Scene scene =
        ordinary()
            .valid(Validity.within(days("11-01", "11-30")).withActivation(hours))
            .uses(new Uses(0, 0, 0, Uses.Counting.TOGETHER))
            .past("first 11-22T10:30:20");
    assertThat(scene.at(time)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "11-22T12:00, ,            NOT_ACTIVATED",
    "10-31T12:00, ,            NOT_YET_VALID",
    "12-01T12:00, ,            EXPIRED",
    "11-22T12:00, 11-22T11:00, FIRST 1",
    "11-22T10:00, 11-23T11:00, NOT_YET_VALID",
    "11-23T12:00, 11-22T11:00, FIRST 1",
    "11-24T04:00, 11-22T11:00, EXPIRED",
  })
  void v4WaitsForItsActivation(String time, @Nullable String activatedAt, String result) {
    Activation twoDays = new Activation(Activation.Start.ACTIVATION, 2, Activation.Unit.DAYS);
    Scene scene =
        ordinary()
            .valid(Validity.within(days("11-01", "11-30")).withActivation(twoDays))
            .activated(activatedAt);
    assertThat(scene.at(time)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "11-20T12:00, FIRST 1,         NOT_ON_THIS_DAY", // Friday
    "11-21T12:00, NOT_ON_THIS_DAY, FIRST 1", // Saturday
    "11-21T02:00, FIRST 1,         NOT_ON_THIS_DAY", // still Friday's business day
    "11-23T03:59, NOT_ON_THIS_DAY, FIRST 1", // still Sunday's
    "11-23T04:00, FIRST 1,         NOT_ON_THIS_DAY", // Monday
    "11-14T12:00, FIRST 1,         NOT_ON_THIS_DAY", // a make-up workday on a Saturday
    "11-18T12:00, NOT_ON_THIS_DAY, NOT_ON_THIS_DAY", // a holiday on a Wednesday
  })
  void v5KnowsWeekdaysHolidaysAndMakeUpWorkdays(String time, String workday, String weekend) {
    SpecialDays special =
        new SpecialDays(Set.of(date("11-18")), Set.of(date("11-14")), Set.of(), Set.of(), Set.of());
    Validity november = Validity.within(days("11-01", "11-30"));
    DayRule workdays = new DayRule(WORKDAYS, true, false, false);
    DayRule weekends = new DayRule(WEEKEND, false, false, false);
    assertThat(ordinary().valid(november.withDayRule(workdays)).days(special).at(time))
        .isEqualTo(workday);
    assertThat(ordinary().valid(november.withDayRule(weekends)).days(special).at(time))
        .isEqualTo(weekend);
  }

  @Test
  void v5HolidaysBindOnlyTicketsThatSaySo() {
    SpecialDays holiday =
        new SpecialDays(Set.of(date("11-18")), Set.of(), Set.of(), Set.of(), Set.of());
    DayRule workdays = new DayRule(WORKDAYS, false, false, false);
    Validity validity = Validity.within(days("11-01", "11-30")).withDayRule(workdays);
    assertThat(ordinary().valid(validity).days(holiday).at("11-18T12:00")).isEqualTo("FIRST 1");
  }

  @ParameterizedTest
  @CsvSource({
    "11-22T08:44:59.999, TOO_EARLY,  TOO_EARLY",
    "11-22T08:45:00,     FIRST 1,    TOO_EARLY", // 15 minutes early
    "11-22T11:00:00,     FIRST 1,    TOO_EARLY",
    "11-22T11:45:00,     FIRST 1,    FIRST 1",
    "11-22T12:30:00,     FIRST 1,    FIRST 1", // 30 minutes late
    "11-22T12:30:00.001, TOO_LATE,   FIRST 1",
    "11-22T17:30:00,     TOO_LATE,   FIRST 1",
    "11-22T17:30:01,     TOO_LATE,   TOO_LATE",
  })
  void v6LetsInDuringTheSlotAndItsGrace(String time, String morning, String afternoon) {
    Validity today = Validity.onDay(day("11-22"));
    assertThat(ordinary().valid(today.withSlot(SlotWindow.of(540, 720))).at(time))
        .isEqualTo(morning);
    assertThat(ordinary().valid(today.withSlot(SlotWindow.of(720, 1020))).at(time))
        .isEqualTo(afternoon);
  }

  @ParameterizedTest
  @CsvSource({
    "11-22T21:44, TOO_EARLY",
    "11-22T21:45, FIRST 1",
    "11-23T00:10, FIRST 1",
    "11-23T01:30, FIRST 1",
    "11-23T01:31, TOO_LATE",
  })
  void v6MayCrossMidnight(String time, String result) {
    Validity night = Validity.onDay(day("11-22")).withSlot(SlotWindow.of(22 * 60, 25 * 60));
    assertThat(ordinary().valid(night).at(time)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "11-22T12:00, ,                                                          FIRST 1",
    "11-22T12:00, 'first 11-20T12:00, first 11-21T12:00',                    FIRST 1",
    "11-22T12:00, 'first 11-20T12:00, first 11-21T12:00, first 11-22T10:00', NO_USES_LEFT",
    "11-22T12:00, 'first 11-20T12:00, first 11-21T12:00, held 11-22T11:59',  NO_USES_LEFT",
  })
  void v7CountsUses(String time, @Nullable String past, String result) {
    Scene scene = ordinary().uses(new Uses(3, 0, 0, Uses.Counting.TOGETHER)).past(past);
    assertThat(scene.at(time)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "11-22T12:00, 'first 11-22T10:00',                    FIRST 1",
    "11-22T12:00, 'first 11-22T10:00, first 11-22T11:00', NO_USES_LEFT",
    "11-23T03:59, 'first 11-22T10:00, first 11-22T11:00', NO_USES_LEFT",
    "11-23T04:00, 'first 11-22T10:00, first 11-22T11:00', FIRST 1",
  })
  void v7CapsUsesPerBusinessDay(String time, String past, String result) {
    Scene scene = ordinary().uses(new Uses(9, 2, 0, Uses.Counting.TOGETHER)).past(past);
    assertThat(scene.at(time)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "11-22T10:59:59, TOO_SOON",
    "11-22T11:00:00, FIRST 1",
  })
  void v7KeepsAnIntervalBetweenUses(String time, String result) {
    Scene scene =
        ordinary().uses(new Uses(9, 0, 60, Uses.Counting.TOGETHER)).past("first 11-22T10:00");
    assertThat(scene.at(time)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "11-22T03:59, ,     NOT_YET_VALID", // sold on the 22nd
    "11-22T04:00, ,     FIRST 1",
    "11-25T12:00, ,     NOT_BOOKED", // a peak day
    "11-25T12:00, 11-24, NOT_BOOKED", // booked another
    "11-25T12:00, 11-25, FIRST 1",
    "11-26T02:00, 11-25, FIRST 1",
    "11-27T12:00, ,     NOT_ON_THIS_DAY", // closed
    "12-31T12:00, ,     FIRST 1",
    "01-01T12:00, ,     NOT_YET_VALID", // of the same year, long before the sale
  })
  void v8IsGoodOnAnyOpenDayAndBookedOnPeakDays(
      String time, @Nullable String booked, String result) {
    DayRule bookPeaks = new DayRule(EnumSet.allOf(DayOfWeek.class), false, false, true);
    Validity validity =
        new ValidityPlan(Span.openUntil(day("12-31")), bookPeaks, null, null)
            .issue(day("11-22"), null, null);
    SpecialDays special =
        new SpecialDays(Set.of(), Set.of(), Set.of(date("11-25")), Set.of(), Set.of(date("11-27")));
    Scene scene = ordinary().valid(validity).days(special);
    if (booked != null) {
      scene = scene.booked(new Booking(day(booked), null));
    }
    assertThat(scene.at(time)).isEqualTo(result);
  }

  @Test
  void v8ABookedSlotHoldsLikeOneOfTheTicket() {
    Scene scene = ordinary().booked(new Booking(day("11-25"), SlotWindow.of(540, 720)));
    assertThat(scene.at("11-25T08:00")).isEqualTo("TOO_EARLY");
    assertThat(scene.at("11-25T09:00")).isEqualTo("FIRST 1");
    assertThat(scene.at("11-25T13:00")).isEqualTo("TOO_LATE");
    assertThat(scene.at("11-26T13:00")).isEqualTo("FIRST 1");
  }

  @ParameterizedTest
  @CsvSource({
    "11-22T11:00, ,                      OUT_OF_ORDER", // not yet at the main gate
    "11-22T11:00, first 11-22T10:31 c1,  OUT_OF_ORDER", // 29 minutes after it
    "11-22T11:00, first 11-22T10:30 c1,  FIRST 1",
    "11-22T12:30, first 11-22T10:30 c1,  FIRST 1", // two hours after it
    "11-22T12:31, first 11-22T10:30 c1,  TIME_LIMIT_OVER",
    "11-22T11:00, first 11-22T10:00 c3,  OUT_OF_ORDER", // another attraction does not start it
  })
  void v9CountsFromAnotherCheckpoint(String time, @Nullable String past, String result) {
    Route route =
        new Route(CheckpointSet.of(1, 2, 3), Route.Order.FREE, 0, new Route.After(1, 30, 120));
    Scene scene = ordinary().uses(Uses.ONCE_EACH).route(route).past(past);
    assertThat(scene.at(time, 2)).isEqualTo(result);
  }

  @Test
  void v9MayLeaveTheEndOpen() {
    Route route = new Route(CheckpointSet.of(1, 2), Route.Order.FREE, 0, new Route.After(1, 30, 0));
    Scene scene = ordinary().uses(Uses.ONCE_EACH).route(route).past("first 11-01T10:30 c1");
    assertThat(scene.at("11-30T12:00", 2)).isEqualTo("FIRST 1");
  }

  @Test
  void v9DoesNotBindTheCheckpointThatStartsIt() {
    Route route =
        new Route(CheckpointSet.of(1, 2), Route.Order.FREE, 0, new Route.After(1, 30, 120));
    assertThat(ordinary().uses(Uses.ONCE_EACH).route(route).at("11-22T11:00", 1))
        .isEqualTo("FIRST 1");
  }

  @ParameterizedTest
  @CsvSource({
    // from,       consecutive, time,      past,                                    result
    "FIRST_ENTRY, true,  11-21T12:00, first 11-20T12:00,                          FIRST 1",
    "FIRST_ENTRY, true,  11-22T12:00, first 11-20T12:00,                          EXPIRED", // a gap
    "FIRST_ENTRY, false, 11-22T12:00, first 11-20T12:00,                          FIRST 1",
    "FIRST_ENTRY, false, 11-24T12:00, first 11-20T12:00,                          FIRST 1",
    "FIRST_ENTRY, false, 11-25T12:00, first 11-20T12:00,                          EXPIRED",
    "FIRST_ENTRY, true,  11-22T12:00, 'first 11-20T12:00, first 11-21T12:00',     FIRST 1",
    "FIRST_ENTRY, true,  11-22T13:00, 'first 11-21T12:00, first 11-22T12:00',     ALREADY_USED",
    "START_DATE,  false, 11-14T12:00, ,                                           FIRST 1",
    "START_DATE,  false, 11-15T03:59, ,                                           FIRST 1",
    "START_DATE,  false, 11-15T04:00, ,                                           EXPIRED",
  })
  void v10IsGoodOnThreeOfFiveDaysFromItsStart(
      DayQuota.From from, boolean consecutive, String time, @Nullable String past, String result) {
    DayRange range =
        from == DayQuota.From.START_DATE ? days("11-10", "11-30") : days("11-01", "11-30");
    Scene scene =
        ordinary()
            .valid(Validity.within(range).withQuota(new DayQuota(3, 5, consecutive, from)))
            .uses(DAILY)
            .past(past);
    assertThat(scene.at(time)).isEqualTo(result);
  }

  @Test
  void modelsComposeByAnd() {
    Validity both =
        Validity.within(days("11-01", "11-30"))
            .withDayRule(new DayRule(WEEKEND, false, false, false))
            .withSlot(SlotWindow.of(540, 720));
    Scene scene = ordinary().valid(both);
    assertThat(scene.at("11-22T10:00")).isEqualTo("FIRST 1");
    assertThat(scene.at("11-23T10:00")).isEqualTo("NOT_ON_THIS_DAY");
    assertThat(scene.at("11-22T14:00")).isEqualTo("TOO_LATE");
    assertThat(scene.at("12-06T10:00")).isEqualTo("EXPIRED");
  }

  private static SpecialDays blackout(String day) {
    return new SpecialDays(Set.of(), Set.of(), Set.of(), Set.of(date(day)), Set.of());
  }
}
