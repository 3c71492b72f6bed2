package io.shanmen.kernel.pricing;

import io.shanmen.kernel.money.Money;
import java.util.Objects;

/**
 * An amount that a promotion adds to a line: negative for a discount.
 *
 * @param promotion the promotion's code, stable, for receipts and reports
 * @param amount what it adds
 */
public record Adjustment(String promotion, Money amount) {
  public Adjustment {
    Objects.requireNonNull(promotion, "promotion");
    Objects.requireNonNull(amount, "amount");
  }
}
