package io.shanmen.server.cashdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.money.Money;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverShortBandTest {

  private static final Currency CNY = Currency.getInstance("CNY");

  @ParameterizedTest
  @CsvSource({
    "0, AUTOMATIC",
    "500, AUTOMATIC",
    "-500, AUTOMATIC",
    "501, SUPERVISOR",
    "-5000, SUPERVISOR",
    "5001, MANAGER",
    "-50000, MANAGER",
    "50001, INCIDENT",
    "-90000, INCIDENT"
  })
  void r6TheSizeOfTheDifferenceSaysWhoAccepts(long minor, OverShortBand band) {
    assertThat(OverShortBand.Limits.USUAL.of(Money.of(minor, CNY))).isEqualTo(band);
  }

  @Test
  void aCountIsOfNotesAndCoinsThatExistEachOnce() {
    CashLine hundreds = new CashLine(10_000, 3);
    assertThat(Denominations.fit(List.of(hundreds, new CashLine(50, 2)), CNY)).isTrue();
    assertThat(Denominations.fit(List.of(hundreds, hundreds), CNY)).isFalse();
    assertThat(Denominations.fit(List.of(new CashLine(300, 1)), CNY)).isFalse();
    assertThat(Denominations.total(List.of(hundreds, new CashLine(50, 2)), CNY))
        .isEqualTo(Money.of(30_100, CNY));
  }
}
