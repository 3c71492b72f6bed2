package io.shanmen.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.money.Money;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefundRuleTest {

  private static final Currency CNY = Currency.getInstance("CNY");
  private static final LocalDate VISIT = LocalDate.of(2026, 10, 2);

  /** R17: all before the day of the visit, less a fee until eight in the evening, then nothing. */
  private static final RefundRule LADDER =
      new RefundRule(
          List.of(
              new RefundStep(0, LocalTime.of(20, 0), 100, 500, true),
              new RefundStep(0, LocalTime.MIDNIGHT, 100, 0, false)));

  @Test
  void r17TheFirstStepWhoseDeadlineHasNotPassedHolds() {
    assertThat(at("2026-10-01T23:59:59")).isEqualTo(offer(8_000, 0, false));
    assertThat(at("2026-10-02T00:00:00")).isEqualTo(offer(7_500, 500, true));
    assertThat(at("2026-10-02T19:59:59")).isEqualTo(offer(7_500, 500, true));
    assertThat(at("2026-10-02T20:00:00")).isEqualTo(offer(0, 8_000, false));
  }

  @Test
  void aFeeNeverMakesARefundNegative() {
    RefundRule dear =
        new RefundRule(List.of(new RefundStep(0, LocalTime.of(20, 0), 50, 10_000, false)));
    assertThat(dear.offer(money(8_000), VISIT, LocalDateTime.parse("2026-10-01T10:00:00")))
        .isEqualTo(offer(0, 8_000, false));
  }

  @Test
  void withoutStepsNothingIsGivenBack() {
    assertThat(RefundRule.NEVER.offer(money(8_000), VISIT, VISIT.minusDays(30).atStartOfDay()))
        .isEqualTo(offer(0, 8_000, false));
  }

  private static RefundOffer at(String now) {
    return LADDER.offer(money(8_000), VISIT, LocalDateTime.parse(now));
  }

  private static RefundOffer offer(long amount, long fee, boolean noShow) {
    return new RefundOffer(money(amount), money(fee), noShow);
  }

  private static Money money(long minor) {
    return Money.of(minor, CNY);
  }
}
