package io.shanmen.kernel.validity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.kernel.validity.Span.Basis;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a product's plan becomes the validity of a ticket that is sold. */
class ValidityPlanTest {

  private static final BusinessDay SALE = BusinessDay.of(2026, 11, 20);
  private static final BusinessDay VISIT = BusinessDay.of(2026, 11, 22);

  @ParameterizedTest
  @CsvSource({
    "VISIT_DAY,   1, true,  ,           ,           2026-11-22, 2026-11-22",
    "VISIT_DAY,   3, true,  ,           ,           2026-11-22, 2026-11-24",
    "FIXED_DATES, 0, true,  2026-10-01, 2026-10-07, 2026-10-01, 2026-10-07",
    "FROM_SALE,   1, true,  ,           ,           2026-11-20, 2026-11-20",
    "FROM_SALE,   7, true,  ,           ,           2026-11-20, 2026-11-26",
    "FROM_SALE,   7, false, ,           ,           2026-11-21, 2026-11-27",
    "OPEN_UNTIL,  0, true,  ,           2027-06-30, 2026-11-20, 2027-06-30",
  })
  void aSpanBecomesDays(
      Basis basis,
      int days,
      boolean saleDayCounts,
      @Nullable String first,
      @Nullable String last,
      String from,
      String to) {
    Span span = new Span(basis, days, saleDayCounts, day(first), day(last));
    ValidityPlan plan = new ValidityPlan(span, DayRule.EVERY_DAY, null, null);
    assertThat(plan.issue(SALE, VISIT, null).days())
        .isEqualTo(new DayRange(BusinessDay.parse(from), BusinessDay.parse(to)));
    assertThat(plan.needsVisitDay()).isEqualTo(basis == Basis.VISIT_DAY);
  }

  @ParameterizedTest
  @CsvSource({
    "VISIT_DAY,   0, ,           ",
    "VISIT_DAY,   1, 2026-10-01, ",
    "VISIT_DAY,   1, ,           2026-10-07",
    "FROM_SALE,   0, ,           ",
    "FROM_SALE,   16385, ,       ",
    "FIXED_DATES, 0, ,           2026-10-07",
    "FIXED_DATES, 0, 2026-10-01, ",
    "FIXED_DATES, 1, 2026-10-01, 2026-10-07",
    "FIXED_DATES, 0, 2026-10-08, 2026-10-07",
    "OPEN_UNTIL,  0, ,           ",
    "OPEN_UNTIL,  1, ,           2026-10-07",
    "OPEN_UNTIL,  0, 2026-10-01, 2026-10-07",
  })
  void aSpanThatMeansNothingIsABug(
      Basis basis, int days, @Nullable String first, @Nullable String last) {
    assertThatThrownBy(() -> new Span(basis, days, true, day(first), day(last)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theShortWaysMakeTheSameSpans() {
    assertThat(Span.visitDay()).isEqualTo(new Span(Basis.VISIT_DAY, 1, true, null, null));
    assertThat(Span.fromSale(7)).isEqualTo(new Span(Basis.FROM_SALE, 7, true, null, null));
    assertThat(Span.openUntil(VISIT)).isEqualTo(new Span(Basis.OPEN_UNTIL, 0, true, null, VISIT));
    assertThat(Span.fixedDates(SALE, VISIT))
        .isEqualTo(new Span(Basis.FIXED_DATES, 0, true, SALE, VISIT));
    assertThat(Span.fixedDates(SALE, SALE).first()).isEqualTo(SALE);
  }

  @Test
  void aTicketForADayNeedsTheDay() {
    assertThatThrownBy(() -> ValidityPlan.dayTicket().issue(SALE, null, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theSlotThatWasSoldIsTheTicketsSlot() {
    SlotWindow slot = SlotWindow.of(540, 720);
    assertThat(ValidityPlan.dayTicket().issue(SALE, VISIT, slot))
        .isEqualTo(Validity.onDay(VISIT).withSlot(slot));
  }

  private static @Nullable BusinessDay day(@Nullable String day) {
    return day == null ? null : BusinessDay.parse(day);
  }
}
