package io.shanmen.server.insight.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A key figure with all that is needed to believe it.
 *
 * @param code its number in the park's list of key figures, as in {@code K18}
 * @param zh its name in Chinese
 * @param en its name in English
 * @param unit what it is counted in
 * @param value counts and money as whole numbers, ratios as decimals; null where the denominator is
 *     nought
 * @param numerator what is divided; null for plain counts
 * @param denominator by what; null for plain counts
 * @param definitionZh how it is calculated, in Chinese
 * @param definitionEn the same in English
 */
public record KeyFigure(
    String code,
    String zh,
    String en,
    Unit unit,
    @Nullable BigDecimal value,
    @Nullable Long numerator,
    @Nullable Long denominator,
    String definitionZh,
    String definitionEn) {

  /** What a key figure is counted in. */
  public enum Unit {
    COUNT,
    /** Minor units of the park's currency. */
    MONEY,
    RATIO,
    MILLIS
  }

  /** What a figure is called, and how it is calculated. */
  record Name(String code, String zh, String en, String definitionZh, String definitionEn) {}

  static KeyFigure count(Name name, long value) {
    return plain(name, Unit.COUNT, BigDecimal.valueOf(value));
  }

  static KeyFigure money(Name name, long minor) {
    return plain(name, Unit.MONEY, BigDecimal.valueOf(minor));
  }

  static KeyFigure millis(Name name, @Nullable BigDecimal value) {
    return plain(name, Unit.MILLIS, value);
  }

  private static KeyFigure plain(Name name, Unit unit, @Nullable BigDecimal value) {
    return new KeyFigure(
        name.code(),
        name.zh(),
        name.en(),
        unit,
        value,
        null,
        null,
        name.definitionZh(),
        name.definitionEn());
  }

  /** A share, to four decimals. */
  static KeyFigure ratio(Name name, long numerator, long denominator) {
    return divided(name, Unit.RATIO, 4, numerator, denominator);
  }

  /** Money for each, in whole minor units. */
  static KeyFigure moneyEach(Name name, long minor, long denominator) {
    return divided(name, Unit.MONEY, 0, minor, denominator);
  }

  private static KeyFigure divided(
      Name name, Unit unit, int decimals, long numerator, long denominator) {
    BigDecimal value =
        denominator == 0
            ? null
            : BigDecimal.valueOf(numerator)
                .divide(BigDecimal.valueOf(denominator), decimals, RoundingMode.HALF_UP);
    return new KeyFigure(
        name.code(),
        name.zh(),
        name.en(),
        unit,
        value,
        numerator,
        denominator,
        name.definitionZh(),
        name.definitionEn());
  }
}
