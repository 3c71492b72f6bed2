package io.shanmen.server.insight;

import io.shanmen.server.foundation.Unfinished;
import io.shanmen.server.identity.Permit;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether anything in the park was begun and is not ended. */
@RestController
@RequestMapping("/api/insight/health")
class HealthController {

  /**
   * The health of the park's work.
   *
   * @param alarms how many kinds are overdue
   * @param unfinished every kind, the overdue first
   */
  record Health(Instant at, int alarms, List<Condition> unfinished) {}

  /**
   * A kind of unfinished work.
   *
   * @param number how many there are
   * @param since since when the oldest is due, which may lie ahead; null if there are none
   * @param alarmAfterSeconds how long it may be due
   * @param alarm whether it is overdue
   */
  record Condition(
      String kind,
      String zh,
      String en,
      long number,
      @Nullable Instant since,
      long alarmAfterSeconds,
      boolean alarm) {}

  private final List<Unfinished> kinds;
  private final JdbcClient jdbc;
  private final InstantSource clock;

  HealthController(List<Unfinished> kinds, JdbcClient jdbc, InstantSource clock) {
    this.kinds = kinds;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @GetMapping
  @Permit("insight.health")
  Health health() {
    Instant now = clock.instant();
    List<Condition> conditions =
        kinds.stream()
            .map(kind -> condition(kind, kind.look(jdbc, now)))
            .sorted(
                Comparator.comparing(Condition::alarm).reversed().thenComparing(Condition::kind))
            .toList();
    int alarms = (int) conditions.stream().filter(Condition::alarm).count();
    return new Health(now, alarms, conditions);
  }

  private static Condition condition(Unfinished kind, Unfinished.Standing standing) {
    return new Condition(
        kind.kind(),
        kind.zh(),
        kind.en(),
        standing.number(),
        standing.since(),
        kind.alarmAfter().toSeconds(),
        standing.alarm());
  }
}
