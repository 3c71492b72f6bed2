package io.shanmen.kernel.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shanmen.kernel.money.Money;
import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.kernel.time.BusinessDay;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceBookTest {

  private static final Currency CNY = Currency.getInstance("CNY");
  private static final ProductVersion ADULT = new ProductVersion(1, 1);
  private static final ProductVersion FAMILY = new ProductVersion(6, 2);

  /** The rules' numbers name them in the table below. */
  private static final List<PriceRule> RULES =
      List.of(
          rule(91, null, PriceRule.Scope.ANY, 12_000),
          rule(82, null, new PriceRule.Scope(null, null, "MEMBER"), 11_000),
          rule(73, null, new PriceRule.Scope(null, "ONLINE", null), 10_000),
          rule(64, null, new PriceRule.Scope(540, null, null), 9_000),
          rule(55, days("2026-10-01", "2026-10-31"), PriceRule.Scope.ANY, 14_000),
          rule(46, days("2026-10-01", "2026-10-07"), PriceRule.Scope.ANY, 18_000),
          rule(37, days("2026-10-01", "2026-10-01"), PriceRule.Scope.ANY, 20_000),
          rule(
              28,
              days("2026-10-01", "2026-10-07"),
              new PriceRule.Scope(null, "ONLINE", null),
              17_000),
          rule(9, days("2026-12-01", "2026-12-02"), PriceRule.Scope.ANY, 8_000),
          rule(10, days("2026-12-02", "2026-12-03"), PriceRule.Scope.ANY, 7_000));

  @ParameterizedTest(name = "{0} at {1} by {2} in slot {3}: rule {4}")
  @CsvSource({
    // visit day, channel, tier,  slot, rule
    "2026-09-30, WINDOW,  ,        ,   91", // nothing special: the base price
    "2026-09-30, WINDOW,  MEMBER,  ,   82", // a tier beats none
    "2026-09-30, ONLINE,  ,        ,   73", // a channel beats none
    "2026-09-30, ONLINE,  MEMBER,  ,   73", // a channel beats a tier
    "2026-09-30, ONLINE,  MEMBER,  540, 64", // a slot beats a channel
    "2026-09-30, WINDOW,  ,        780, 91", // another slot does not count
    "2026-10-31, WINDOW,  ,        ,   55", // the last day of a range counts
    "2026-10-31, ONLINE,  MEMBER,  540, 55", // the day beats everything else
    "2026-10-07, WINDOW,  ,        ,   46", // the shorter range beats the longer
    "2026-10-08, WINDOW,  ,        ,   55", // the day after it does not belong to it
    "2026-10-01, WINDOW,  ,        ,   37", // one day beats a range
    "2026-10-01, ONLINE,  ,        ,   37", // even a range with a channel
    "2026-10-02, ONLINE,  ,        ,   28", // of equal ranges that with the channel
    "2026-12-02, WINDOW,  ,        ,   10", // of equal rules the newer
  })
  void theMostSpecificPriceWins(
      String day, String channel, @Nullable String tier, @Nullable Integer slot, long rule) {
    Sale.Line line = new Sale.Line(ADULT, BusinessDay.parse(day), slot, 1, 1);
    Sale sale = new Sale(channel, tier, List.of(line));
    for (int seed = 0; seed < 5; seed++) {
      List<PriceRule> shuffled = new ArrayList<>(RULES);
      Collections.shuffle(shuffled, new Random(seed));
      assertThat(new PriceBook(shuffled).find(sale, line))
          .map(PriceRule::number)
          .as("rules shuffled with seed %d", seed)
          .hasValue(rule);
    }
  }

  @Test
  void aSaleWithoutAPriceIsRefusedAndNotFree() {
    Sale.Line line = line(new ProductVersion(1, 2), 1, 1);
    Outcome<Quote> quote = new PriceBook(RULES).quote(sale(line(ADULT, 1, 1), line), List.of());
    assertThat(quote)
        .isEqualTo(
            Outcome.refused(
                new Refusal(
                    PricingProblem.NO_PRICE, Map.of("productNo", 1, "visitDay", "2026-09-30"))));
  }

  @Test
  void aQuoteIsPriceTimesTicketsAndCountsThePeople() {
    PriceRule family = new PriceRule(11, FAMILY, null, PriceRule.Scope.ANY, cny(30_000));
    List<PriceRule> rules = new ArrayList<>(RULES);
    rules.add(family);
    Quote quote =
        new PriceBook(rules)
            .quote(sale(line(ADULT, 3, 1), line(FAMILY, 2, 4)), List.of())
            .orThrow();
    assertThat(quote.lines()).extracting(Quote.Line::net).containsExactly(cny(36_000), cny(60_000));
    assertThat(quote.total()).isEqualTo(cny(96_000));
    assertThat(quote.heads()).isEqualTo(11);
  }

  @Test
  void promotionsTakeEffectInTheirOrderAndEachSeesThoseBefore() {
    Promotion tenOff = (sale, soFar) -> adjustAll(soFar, line -> cny(-1_000));
    Promotion half = (sale, soFar) -> adjustAll(soFar, line -> line.net().share(-1, 2));
    PriceBook book = new PriceBook(RULES);
    Sale sale = sale(line(ADULT, 1, 1));
    Quote firstTen = book.quote(sale, List.of(tenOff, half)).orThrow();
    Quote firstHalf = book.quote(sale, List.of(half, tenOff)).orThrow();
    assertThat(firstTen.total()).isEqualTo(cny(5_500));
    assertThat(firstHalf.total()).isEqualTo(cny(5_000));
    assertThat(firstHalf.gross()).isEqualTo(cny(12_000));
    assertThat(firstHalf.lines().getFirst().adjustments())
        .extracting(Adjustment::amount)
        .containsExactly(cny(-6_000), cny(-1_000));
  }

  @Test
  void quantitiesHaveLimits() {
    assertThat(line(ADULT, Sale.Line.TICKETS_LIMIT, 1).tickets()).isEqualTo(9_999);
    assertThatThrownBy(() -> line(ADULT, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> line(ADULT, 10_000, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> line(ADULT, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(PriceBookTest::sale).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void visitDaysEndAfterTheyBegin() {
    assertThat(days("2026-10-01", "2026-10-01").length()).isEqualTo(1);
    assertThat(days("2026-10-01", "2026-10-07").length()).isEqualTo(7);
    assertThatThrownBy(() -> days("2026-10-02", "2026-10-01"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPriceIsNeverNegative() {
    assertThat(rule(1, null, PriceRule.Scope.ANY, 0).price()).isEqualTo(cny(0));
    assertThatThrownBy(() -> rule(1, null, PriceRule.Scope.ANY, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Quote adjustAll(
      Quote quote, java.util.function.Function<Quote.Line, Money> amount) {
    return new Quote(
        quote.lines().stream()
            .map(line -> line.with(new Adjustment("TEST", amount.apply(line))))
            .toList());
  }

  private static PriceRule rule(
      long number, PriceRule.@Nullable Days days, PriceRule.Scope scope, long minor) {
    return new PriceRule(number, ADULT, days, scope, cny(minor));
  }

  private static PriceRule.Days days(String first, String last) {
    return new PriceRule.Days(BusinessDay.parse(first), BusinessDay.parse(last));
  }

  private static Sale sale(Sale.Line... lines) {
    return new Sale("WINDOW", null, List.of(lines));
  }

  private static Sale.Line line(ProductVersion product, int tickets, int headsEach) {
    return new Sale.Line(product, BusinessDay.parse("2026-09-30"), null, tickets, headsEach);
  }

  private static Money cny(long minor) {
    return Money.of(minor, CNY);
  }
}
