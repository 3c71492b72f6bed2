package io.shanmen.server.insight.report;

import java.time.Instant;
import java.util.Map;

/**
 * From which moment, and up to which, rows are read that only grow: moments as PostgreSQL reads
 * them, the first included.
 */
record Moments(String since, String until) {

  private static final String EVER = "-infinity";
  private static final String FOREVER = "infinity";

  /** All rows, and those that may still change. */
  static final Moments ALL = new Moments(EVER, FOREVER);

  static Moments before(Instant until) {
    return new Moments(EVER, until.toString());
  }

  static Moments since(Instant since) {
    return new Moments(since.toString(), FOREVER);
  }

  /** The named parameters of every query of a {@link DaySum}. */
  Map<String, String> params() {
    return Map.of("since", since, "until", until);
  }
}
