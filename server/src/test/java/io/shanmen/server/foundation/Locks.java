package io.shanmen.server.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database says of those who wait for a lock of somebody else. */
public final class Locks {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  private Locks() {}

  /** Returns as soon as somebody waits for a lock, so that no test guesses how long that takes. */
  public static void awaitWaiter(JdbcClient jdbc) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!somebodyWaits(jdbc)) {
      assertThat(System.nanoTime()).as("nobody waits for a lock").isLessThan(end);
      Thread.sleep(LOOK_EVERY);
    }
  }

  private static boolean somebodyWaits(JdbcClient jdbc) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT 1 FROM pg_stat_activity
                           WHERE datname = current_database() AND wait_event_type = 'Lock')
            """)
        .query(Boolean.class)
        .single();
  }
}
