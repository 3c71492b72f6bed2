package io.shanmen.server.cashdesk;

import io.shanmen.kernel.money.Money;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;

/** The notes and coins of a currency, for counting a drawer. */
final class Denominations {

  /** From the hundred to the jiao (角); the fen coins are no longer handed out. */
  private static final List<Long> CNY = List.of(10000L, 5000L, 2000L, 1000L, 500L, 100L, 50L, 10L);

  /** A currency that we do not know counts in ones, twos and fives of every decade. */
  private static final List<Long> USUAL =
      Stream.iterate(10_000L, decade -> decade >= 1, decade -> decade / 10)
          .flatMap(decade -> Stream.of(5 * decade, 2 * decade, decade))
          .toList();

  private Denominations() {}

  /** Face values in minor units, the biggest first. */
  static List<Long> of(Currency currency) {
    return currency.getCurrencyCode().equals("CNY") ? CNY : USUAL;
  }

  /** True if every line counts a note or coin of the currency, each at most once. */
  static boolean fit(List<CashLine> lines, Currency currency) {
    return lines.stream().allMatch(line -> of(currency).contains(line.faceMinor()))
        && lines.stream().map(CashLine::faceMinor).distinct().count() == lines.size();
  }

  static Money total(List<CashLine> lines, Currency currency) {
    return lines.stream()
        .map(line -> Money.of(line.faceMinor(), currency).times(line.count()))
        .reduce(Money.zero(currency), Money::plus);
  }
}
