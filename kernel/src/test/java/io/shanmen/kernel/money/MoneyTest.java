package io.shanmen.kernel.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import org.junit.jupiter.api.Test;

class MoneyTest {

  private static final Currency CNY = Currency.getInstance("CNY");

  @Test
  void addsAndMultipliesInMinorUnits() {
    assertThat(cny(12_050).plus(cny(50)).times(3).minus(cny(300))).isEqualTo(cny(36_000));
  }

  @Test
  void anOverflowIsABugAndNotAnAmount() {
    assertThatThrownBy(() -> cny(Long.MAX_VALUE).plus(cny(1)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> cny(Long.MIN_VALUE).negated()).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void currenciesDoNotMix() {
    assertThatThrownBy(() -> cny(1).plus(Money.of(1, Currency.getInstance("USD"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aShareIsRoundedHalfUpAwayFromZero() {
    assertThat(cny(5).share(1, 2)).isEqualTo(cny(3));
    assertThat(cny(-5).share(1, 2)).isEqualTo(cny(-3));
    assertThat(cny(10).share(1, 3)).isEqualTo(cny(3));
    assertThat(cny(20).share(1, 3)).isEqualTo(cny(7));
    assertThat(cny(100).share(20, 100)).isEqualTo(cny(20));
  }

  private static Money cny(long minor) {
    return Money.of(minor, CNY);
  }
}
