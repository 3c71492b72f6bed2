package io.shanmen.server.foundation;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A state that must not last, such as places held for a cart. Each room publishes its own as beans;
 * the health page asks them all. Something ends each of them, a janitor or a person, and an age
 * from which on that is overdue raises the alarm.
 *
 * @param kind its code, such as {@code PLACES_HELD}
 * @param zh its name in Chinese
 * @param en its name in English
 * @param alarmAfter how long the oldest may be due
 * @param sql counts them, and finds since when the oldest is due: columns {@code number} and {@code
 *     since}
 */
public record Unfinished(String kind, String zh, String en, Duration alarmAfter, String sql) {

  /**
   * How it stands.
   *
   * @param number how many there are
   * @param since since when the oldest is due, which may lie ahead; null if there are none
   * @param alarm whether that is too long ago
   */
  public record Standing(long number, @Nullable Instant since, boolean alarm) {}

  /** Looks it up. */
  public Standing look(JdbcClient jdbc, Instant now) {
    return jdbc.sql(sql)
        .query(
            (row, number) -> {
              Timestamp at = row.getTimestamp("since");
              Instant since = at == null ? null : at.toInstant();
              return new Standing(
                  row.getLong("number"),
                  since,
                  since != null && since.plus(alarmAfter).isBefore(now));
            })
        .single();
  }
}
