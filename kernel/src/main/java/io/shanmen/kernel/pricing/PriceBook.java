package io.shanmen.kernel.pricing;

import io.shanmen.kernel.outcome.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A price list: finds the most specific price, and quotes sales. It never changes.
 *
 * <p>Specific is, in this order: fewer visit days before more, a slot before none, a channel before
 * none, a customer tier before none. So the price of a holiday beats that of a channel, whatever
 * else they say. Of two that are equally specific the one with the higher number, the newer, wins.
 */
public final class PriceBook {

  private static final Comparator<PriceRule> MOST_SPECIFIC_FIRST =
      Comparator.comparingLong(PriceBook::dayCount)
          .thenComparing(rule -> rule.scope().slot() == null)
          .thenComparing(rule -> rule.scope().channel() == null)
          .thenComparing(rule -> rule.scope().tier() == null)
          .thenComparing(Comparator.comparingLong(PriceRule::number).reversed());

  private final Map<ProductVersion, List<PriceRule>> rules;

  /** A price list of these rules, in any order. */
  public PriceBook(Collection<PriceRule> rules) {
    this.rules =
        rules.stream()
            .sorted(MOST_SPECIFIC_FIRST)
            .collect(Collectors.groupingBy(PriceRule::product));
  }

  /**
   * The rule that gives the price of a line: of those that apply, the most specific.
   *
   * @return nothing where no rule applies
   */
  public Optional<PriceRule> find(Sale sale, Sale.Line line) {
    return rules.getOrDefault(line.product(), List.of()).stream()
        .filter(rule -> applies(rule, sale, line))
        .findFirst();
  }

  /**
   * What the sale costs.
   *
   * @param promotions in the order in which they take effect
   * @return refused with {@link PricingProblem#NO_PRICE} where a line has no price
   */
  public Outcome<Quote> quote(Sale sale, List<Promotion> promotions) {
    List<Quote.Line> lines = new ArrayList<>();
    for (Sale.Line line : sale.lines()) {
      Optional<PriceRule> rule = find(sale, line);
      if (rule.isEmpty()) {
        return Outcome.refused(
            PricingProblem.NO_PRICE,
            Map.of(
                "productNo", line.product().productNo(), "visitDay", line.visitDay().toString()));
      }
      lines.add(new Quote.Line(line, rule.get().number(), rule.get().price(), List.of()));
    }
    Quote quote = new Quote(lines);
    for (Promotion promotion : promotions) {
      quote = promotion.adjust(sale, quote);
    }
    return Outcome.done(quote);
  }

  private static boolean applies(PriceRule rule, Sale sale, Sale.Line line) {
    PriceRule.Days days = rule.days();
    return (days == null || days.contains(line.visitDay()))
        && fits(rule.scope().slot(), line.slot())
        && fits(rule.scope().channel(), sale.channel())
        && fits(rule.scope().tier(), sale.tier());
  }

  private static boolean fits(@Nullable Object wanted, @Nullable Object actual) {
    return wanted == null || wanted.equals(actual);
  }

  private static long dayCount(PriceRule rule) {
    PriceRule.Days days = rule.days();
    return days == null ? Long.MAX_VALUE : days.length();
  }
}
