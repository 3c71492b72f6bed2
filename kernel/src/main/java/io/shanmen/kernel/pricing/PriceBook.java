package io.shanmen.kernel.pricing;

import io.shanmen.kernel.outcome.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A price list: finds the most specific price, and quotes sales. It never changes. */
public final class PriceBook {

  /** A price list of these rules, in any order. */
  public PriceBook(Collection<PriceRule> rules) {}

  /**
   * The rule that gives the price of a line: of those that apply, the most specific.
   *
   * @return nothing where no rule applies
   */
  public Optional<PriceRule> find(Sale sale, Sale.Line line) {
    throw new UnsupportedOperationException();
  }

  /**
   * What the sale costs.
   *
   * @param promotions in the order in which they take effect
   * @return refused with {@link PricingProblem#NO_PRICE} where a line has no price
   */
  public Outcome<Quote> quote(Sale sale, List<Promotion> promotions) {
    throw new UnsupportedOperationException();
  }
}
