package io.shanmen.server.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Empties the database before each test and walks the invariants after it. */
class ParkITExtension implements BeforeEachCallback, AfterEachCallback {

  private static final int TRUNCATE_LIMIT_ATTEMPTS = 5;

  static final Park PARK =
      new Park(
          "云门山风景区",
          "Cloudgate Mountain",
          ZoneId.of("Asia/Shanghai"),
          LocalTime.of(4, 0),
          Currency.getInstance("CNY"));

  @Override
  public void beforeEach(ExtensionContext test) {
    ApplicationContext server = SpringExtension.getApplicationContext(test);
    server.getBean(TestClock.class).set(Instant.parse("2026-10-01T02:00:00Z"));
    empty(server.getBean(JdbcClient.class));
    ParkProfile profile = server.getBean(ParkProfile.class);
    profile.forget();
    profile.setUp(PARK);
    server.getBeansOfType(AfterReset.class).values().forEach(AfterReset::afterReset);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    ApplicationContext server = SpringExtension.getApplicationContext(test);
    List<String> violations =
        server.getBeansOfType(Invariant.class).values().stream()
            .flatMap(
                invariant ->
                    invariant.violations().stream()
                        .map(line -> invariant.statement() + ": " + line))
            .toList();
    assertThat(violations).as("invariants after %s", test.getDisplayName()).isEmpty();
  }

  /**
   * Empties every table of every room, as only their owner can, who may put aside the triggers that
   * forbid it. Restarts no sequence, so that numbers stay unique in a run.
   */
  private static void empty(JdbcClient jdbc) {
    String tables =
        jdbc
            .sql(
                """
                SELECT quote_ident(schemaname) || '.' || quote_ident(tablename)
                FROM pg_tables
                WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
                  AND tablename NOT LIKE 'flyway%'
                """)
            .query(String.class)
            .list()
            .stream()
            .collect(Collectors.joining(", "));
    if (!tables.isEmpty()) {
      truncate(jdbc, tables);
    }
  }

  private static String emptying(String tables) {
    return """
      DO $$
      DECLARE forbidding record;
      BEGIN
        FOR forbidding IN SELECT DISTINCT tgrelid::regclass AS room FROM pg_trigger
                          WHERE tgname = 'never_emptied' LOOP
          EXECUTE format('ALTER TABLE %%s DISABLE TRIGGER never_emptied', forbidding.room);
        END LOOP;
        TRUNCATE %s CASCADE;
        FOR forbidding IN SELECT DISTINCT tgrelid::regclass AS room FROM pg_trigger
                          WHERE tgname = 'never_emptied' LOOP
          EXECUTE format('ALTER TABLE %%s ENABLE TRIGGER never_emptied', forbidding.room);
        END LOOP;
      END $$
      """
        .formatted(tables);
  }

  /**
   * A janitor at work in the background may cross our way: PostgreSQL then asks one to go again.
   */
  private static void truncate(JdbcClient jdbc, String tables) {
    for (int attempt = 1; ; attempt++) {
      try {
        jdbc.sql(emptying(tables)).update();
        return;
      } catch (PessimisticLockingFailureException deadlock) {
        if (attempt == TRUNCATE_LIMIT_ATTEMPTS) {
          throw deadlock;
        }
      }
    }
  }
}
