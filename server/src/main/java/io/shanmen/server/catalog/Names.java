package io.shanmen.server.catalog;

import java.util.Objects;

/**
 * A name in both languages of the park.
 *
 * @param zh Chinese, shown first
 * @param en English
 */
public record Names(String zh, String en) {

  /** The longest name in either language, in UTF-16 units: what fits on a ticket's line. */
  public static final int LENGTH_LIMIT_CHARS = 60;

  public Names {
    Objects.requireNonNull(zh, "zh");
    Objects.requireNonNull(en, "en");
    if (zh.isBlank() || en.isBlank()) {
      throw new IllegalArgumentException("a name is needed in both languages");
    }
    if (zh.length() > LENGTH_LIMIT_CHARS || en.length() > LENGTH_LIMIT_CHARS) {
      throw new IllegalArgumentException("a name is longer than " + LENGTH_LIMIT_CHARS);
    }
  }
}
