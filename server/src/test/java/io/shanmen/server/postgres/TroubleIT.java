package io.shanmen.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shanmen.server.host.CannotStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full disk, and a second server on the park's database. */
class TroubleIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int BALLAST_BYTES = 48 << 20;

  @TempDir Path folder;

  @Test
  void aSecondServerOnTheSameDatabaseIsRefusedUntilTheFirstHasGone() {
    DatabaseAddress park = TestPostgres.newDatabase();
    try (OneServer first = OneServer.claim(park)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> OneServer.claim(park))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("Another Shanmen server");
    }
    OneServer.claim(park).close();
  }

  @Test
  void aServerThatGoesWhileItLooksAfterItsDatabaseLeavesIt() {
    DatabaseAddress park = TestPostgres.newDatabase();
    for (int time = 0; time < 100; time++) {
      OneServer.claim(park, Duration.ofNanos(1)).close();
    }
    OneServer.claim(park).close();
  }

  @Test
  void aFullDiskLosesNothingThatWasAcknowledgedAndHealsWhenThereIsRoom() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        Command.run(List.of("mount", "-t", "tmpfs", "-o", "size=220m,mode=755", "tmpfs", disk + ""))
            .succeeded(),
        "only whoever may mount a small disk can fill it");
    try {
      Path ballast = Files.write(disk.resolve("ballast"), new byte[BALLAST_BYTES]);
      try (EmbeddedPostgres postgres =
          EmbeddedPostgres.start(
              disk.resolve("postgres"),
              TestPostgres.programs(),
              Map.of("min_wal_size", "32MB", "max_wal_size", "32MB", "shared_buffers", "16MB"))) {
        int acknowledged = fill(postgres.address());
        assertThat(acknowledged).isPositive();
        Files.delete(ballast);
        assertThat(countOnceItAnswers(postgres.address())).isGreaterThanOrEqualTo(acknowledged);
        execute(postgres.address(), "INSERT INTO filling SELECT 0, ''");
      }
    } finally {
      Command.run(List.of("umount", disk.toString()));
    }
  }

  /** Commits until the disk is full; returns how many rows were acknowledged. */
  private static int fill(DatabaseAddress address) throws SQLException {
    execute(address, "CREATE TABLE filling (n int, text text)");
    int acknowledged = 0;
    try (Connection connection = connect(address);
        Statement statement = connection.createStatement()) {
      while (true) {
        statement.execute(
            "INSERT INTO filling SELECT "
                + acknowledged
                + ", string_agg(gen_random_uuid()::text, '') FROM generate_series(1, 20000)");
        acknowledged++;
      }
    } catch (SQLException full) {
      return acknowledged;
    }
  }

  private static int countOnceItAnswers(DatabaseAddress address) throws SQLException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (Connection connection = connect(address);
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT count(*) FROM filling")) {
        rows.next();
        return rows.getInt(1);
      } catch (SQLException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        Pause.of(Duration.ofMillis(100));
      }
    }
  }

  private static void execute(DatabaseAddress address, String sql) throws SQLException {
    try (Connection connection = connect(address);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect(DatabaseAddress address) throws SQLException {
    return DriverManager.getConnection(address.url(), address.user(), address.password());
  }
}
