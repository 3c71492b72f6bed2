package io.shanmen.kernel.pricing;

import io.shanmen.kernel.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a sale costs, line by line. An adjustment of the whole order stands on its lines, so that
 * the lines always add up to the total (I10).
 *
 * @param lines in the order of the sale, at least one
 */
public record Quote(List<Line> lines) {

  public Quote {
    lines = List.copyOf(lines);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("nothing was quoted");
    }
  }

  /** What is to be paid. */
  public Money total() {
    return lines.stream().map(Line::net).reduce(Money::plus).orElseThrow();
  }

  /** What it would cost without adjustments. */
  public Money gross() {
    return lines.stream().map(Line::gross).reduce(Money::plus).orElseThrow();
  }

  /** How many people come. */
  public int heads() {
    return lines.stream().mapToInt(line -> line.wanted().heads()).reduce(0, Math::addExact);
  }

  /**
   * One line with its price.
   *
   * @param wanted what was asked for
   * @param rule the number of the price rule that won
   * @param price for one ticket
   * @param adjustments in the order in which promotions made them
   */
  public record Line(Sale.Line wanted, long rule, Money price, List<Adjustment> adjustments) {
    public Line {
      Objects.requireNonNull(wanted, "wanted");
      Objects.requireNonNull(price, "price");
      adjustments = List.copyOf(adjustments);
    }

    /** Price times tickets. */
    public Money gross() {
      return price.times(wanted.tickets());
    }

    /** Gross and adjustments. */
    public Money net() {
      return adjustments.stream().map(Adjustment::amount).reduce(gross(), Money::plus);
    }

    public Line with(Adjustment adjustment) {
      List<Adjustment> more = new ArrayList<>(adjustments);
      more.add(adjustment);
      return new Line(wanted, rule, price, more);
    }
  }
}
