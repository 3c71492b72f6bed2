package io.shanmen.server.insight.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How far sums are kept.
 *
 * @param upTo the last day whose sums are kept whole
 * @param openTo the moment up to which growing rows of the day after it are in its sums too; lies
 *     in that day
 */
record Kept(LocalDate upTo, Optional<Instant> openTo) {

  static final Kept NOTHING = new Kept(LocalDate.EPOCH, Optional.empty());

  /** From a row of {@code insight.settled}. */
  static Kept of(ResultSet row) throws SQLException {
    return new Kept(
        row.getObject("up_to", LocalDate.class),
        Optional.ofNullable(row.getTimestamp("open_to")).map(Timestamp::toInstant));
  }

  LocalDate openDay() {
    return upTo.plusDays(1);
  }

  /** What of the days that are not kept whole must be read from the rooms. */
  Moments rest() {
    return openTo.map(Moments::since).orElse(Moments.ALL);
  }
}
