package io.shanmen.kernel.money;

import java.util.Currency;
import java.util.Objects;

/**
 * An amount in the minor unit of its currency (分 for CNY). It may be negative: a correction is an
 * amount too.
 *
 * <p>Arithmetic is exact: an overflow of 64 bits and a mix of currencies are bugs and throw {@link
 * ArithmeticException} and {@link IllegalArgumentException}.
 *
 * @param minor the amount in minor units
 * @param currency the currency, which also says how many minor units make a major one
 */
public record Money(long minor, Currency currency) implements Comparable<Money> {

  public Money {
    Objects.requireNonNull(currency, "currency");
  }

  public static Money of(long minor, Currency currency) {
    return new Money(minor, currency);
  }

  public static Money zero(Currency currency) {
    return new Money(0, currency);
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(minor, sameCurrency(other).minor), currency);
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(minor, sameCurrency(other).minor), currency);
  }

  public Money times(long factor) {
    return new Money(Math.multiplyExact(minor, factor), currency);
  }

  public Money negated() {
    return new Money(Math.negateExact(minor), currency);
  }

  public Money abs() {
    return minor < 0 ? negated() : this;
  }

  /**
   * The share {@code numerator / denominator} of this amount, rounded half up away from zero.
   *
   * @param numerator any number
   * @param denominator greater than zero
   */
  public Money share(long numerator, long denominator) {
    if (denominator <= 0) {
      throw new IllegalArgumentException("denominator must be positive: " + denominator);
    }
    long product = Math.multiplyExact(minor, numerator);
    long quotient = product / denominator;
    long remainder = Math.abs(product % denominator);
    if (remainder >= denominator - remainder) {
      quotient = Math.addExact(quotient, Long.signum(product));
    }
    return new Money(quotient, currency);
  }

  public boolean isZero() {
    return minor == 0;
  }

  public boolean isNegative() {
    return minor < 0;
  }

  public boolean isPositive() {
    return minor > 0;
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(minor, sameCurrency(other).minor);
  }

  private Money sameCurrency(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("currencies differ: " + currency + ", " + other.currency);
    }
    return other;
  }
}
