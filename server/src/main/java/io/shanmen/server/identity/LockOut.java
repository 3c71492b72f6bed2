package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts wrong passwords and PINs, for the name that was typed and for the terminal, and locks both
 * for a while: 5 minutes after the limit, twice as long each time again, an hour at most. A right
 * one clears the name; what is two hours old is forgotten.
 */
@Component
class LockOut {

  static final int OPERATOR_LIMIT_FAILURES = 5;
  static final int TERMINAL_LIMIT_FAILURES = 20;
  static final Duration FIRST_LOCK = Duration.ofMinutes(5);
  static final Duration LONGEST_LOCK = Duration.ofHours(1);

  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(2);

  private final JdbcClient jdbc;
  private final InstantSource clock;

  LockOut(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The refusal if either is locked at the moment. */
  Optional<Refusal> locked(SignInIndex whose, UUID terminalId) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            SELECT max(locked_until) AS until FROM identity.failed_proof
            WHERE locked_until > ?
              AND ((whose = 'OPERATOR' AND key = ?) OR (whose = 'TERMINAL' AND key = ?))
            HAVING max(locked_until) IS NOT NULL
            """)
        .params(now.atOffset(ZoneOffset.UTC), whose.hex(), terminalId.toString())
        .query((row, number) -> row.getObject("until", OffsetDateTime.class).toInstant())
        .optional()
        .map(until -> refusal(now, until));
  }

  private static Refusal refusal(Instant now, Instant until) {
    long minutes = Math.ceilDiv(Duration.between(now, until).toSeconds(), 60);
    return Refusal.of(IdentityProblem.SIGN_IN_LOCKED, "minutes", Math.max(1, minutes));
  }

  void failed(SignInIndex whose, UUID terminalId) {
    count("OPERATOR", whose.hex(), OPERATOR_LIMIT_FAILURES);
    count("TERMINAL", terminalId.toString(), TERMINAL_LIMIT_FAILURES);
  }

  private void count(String whose, String key, int limit) {
    Instant now = clock.instant();
    int failures =
        jdbc.sql(
                """
                INSERT INTO identity.failed_proof AS f (whose, key, failures, last_at)
                VALUES (:whose, :key, 1, :now)
                ON CONFLICT (whose, key) DO UPDATE
                SET failures = CASE WHEN f.last_at < :forgotten THEN 1 ELSE f.failures + 1 END,
                    last_at = :now
                RETURNING failures
                """)
            .param("whose", whose)
            .param("key", key)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("forgotten", now.minus(FORGOTTEN_AFTER).atOffset(ZoneOffset.UTC))
            .query((row, number) -> row.getInt(1))
            .single();
    if (failures % limit == 0) {
      jdbc.sql("UPDATE identity.failed_proof SET locked_until = ? WHERE whose = ? AND key = ?")
          .params(now.plus(lock(failures / limit)).atOffset(ZoneOffset.UTC), whose, key)
          .update();
    }
  }

  /** How long the lock lasts when the limit is reached for the nth time. */
  static Duration lock(int time) {
    Duration doubled = FIRST_LOCK.multipliedBy(1L << Math.min(time - 1, 10));
    return doubled.compareTo(LONGEST_LOCK) < 0 ? doubled : LONGEST_LOCK;
  }

  /** A right password, or an administrator, clears an operator's failures. */
  void clear(SignInIndex whose) {
    jdbc.sql("DELETE FROM identity.failed_proof WHERE whose = 'OPERATOR' AND key = ?")
        .param(whose.hex())
        .update();
  }

  void forgetOld() {
    jdbc.sql("DELETE FROM identity.failed_proof WHERE last_at < ?")
        .param(clock.instant().minus(FORGOTTEN_AFTER).atOffset(ZoneOffset.UTC))
        .update();
  }
}
