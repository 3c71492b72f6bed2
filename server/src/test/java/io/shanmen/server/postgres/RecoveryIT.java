package io.shanmen.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shanmen.server.host.CannotStart;
import io.shanmen.server.host.DataFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is committed stays, whoever is killed. */
class RecoveryIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int COMMITS = 200;

  @TempDir Path folder;

  /** A killed server's PostgreSQL still writes into the folder that is to be deleted. */
  @AfterEach
  void endWhatAKilledServerLeft() {
    new Leftovers(postgresFolder().resolve("cluster")).clear();
  }

  @Test
  void afterTheServerIsKilledEveryAcknowledgedCommitIsThere() throws Exception {
    int acknowledged;
    try (Victim victim = Victim.start(folder, System.getenv("PATH"))) {
      victim.awaitCommits();
      acknowledged = victim.killAndCount();
    }
    assertThat(committedAfterRestart()).isGreaterThanOrEqualTo(acknowledged);
  }

  @Test
  void afterServerAndPostgresAreKilledAtOnceEveryAcknowledgedCommitIsThere() throws Exception {
    int acknowledged;
    try (Victim victim = Victim.start(folder, System.getenv("PATH"))) {
      victim.awaitCommits();
      Command.signal(victim.postgres(), "KILL");
      acknowledged = victim.killAndCount();
    }
    assertThat(committedAfterRestart()).isGreaterThanOrEqualTo(acknowledged);
  }

  @Test
  void aPostgresThatOutlivedItsServerIsEndedFirst() throws Exception {
    int acknowledged;
    try (Victim victim = Victim.start(folder, pathWithoutParentDeathSignal())) {
      victim.awaitCommits();
      acknowledged = victim.killAndCount();
      assertThat(isRunning(victim.postgres())).isTrue();
      assertThat(committedAfterRestart()).isGreaterThanOrEqualTo(acknowledged);
      assertThat(isRunning(victim.postgres())).isFalse();
    }
  }

  @Test
  void aKilledPostgresIsStartedAgainAtTheSameAddress() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      execute(postgres.address(), "CREATE TABLE kept AS SELECT 7 AS n");
      Command.signal(postgres.processId(), "KILL");
      assertThat(numberOnceItAnswers(postgres.address(), "SELECT n FROM kept")).isEqualTo(7);
    }
  }

  @Test
  void aStalePidFileOfALivingStrangerDoesNotMatter() throws Exception {
    start().close();
    Files.writeString(
        postgresFolder().resolve("cluster/postmaster.pid"),
        ProcessHandle.current().pid() + "\n" + postgresFolder().resolve("cluster") + "\n");
    try (EmbeddedPostgres postgres = start()) {
      assertThat(number(postgres.address(), "SELECT 1")).isOne();
    }
  }

  @Test
  void aClusterWhoseMakingWasInterruptedIsMadeAnew() throws Exception {
    Path half = Files.createDirectories(postgresFolder().resolve("cluster.new"));
    Files.writeString(half.resolve("PG_VERSION"), "18\n");
    try (EmbeddedPostgres postgres = start()) {
      assertThat(number(postgres.address(), "SELECT 1")).isOne();
    }
    assertThat(half).doesNotExist();
  }

  @Test
  void aSecondServerOnTheSameDataFolderIsRefusedByName() throws Exception {
    try (Victim first = Victim.start(folder, System.getenv("PATH"))) {
      first.awaitCommits();
      assertThatThrownBy(() -> DataFolder.take(folder))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("process " + first.server() + ")")
          .hasMessageContaining("already running");
    }
  }

  @Test
  void anExternalDatabaseBesideAnEmbeddedOneIsRefused() {
    start().close();
    DatabaseSettings external = new DatabaseSettings("jdbc:postgresql://x/y", "u", "p", null, 2);
    assertThatThrownBy(() -> Database.open(external, folder))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("must not have two");
  }

  private Path postgresFolder() {
    return folder.resolve("postgres");
  }

  private EmbeddedPostgres start() {
    return EmbeddedPostgres.start(postgresFolder(), TestPostgres.programs(), Map.of());
  }

  private int committedAfterRestart() throws SQLException {
    try (DataFolder held = DataFolder.take(folder);
        EmbeddedPostgres postgres = start()) {
      assertThat(held.path()).isDirectory();
      int count = number(postgres.address(), "SELECT count(*) FROM committed");
      assertThat(number(postgres.address(), "SELECT max(n) FROM committed"))
          .as("no gap in what was committed in order")
          .isEqualTo(count);
      return count;
    }
  }

  /** Everything that starting needs but setpriv, which would end PostgreSQL with its server. */
  private static String pathWithoutParentDeathSignal() throws IOException {
    Path programs = Files.createTempDirectory("path");
    for (String program : List.of("unshare", "setsid", "true")) {
      Files.createSymbolicLink(programs.resolve(program), Path.of("/usr/bin", program));
    }
    return programs.toString();
  }

  /** A zombie that nobody has reaped yet has no command line any more. */
  private static boolean isRunning(long processId) {
    try {
      return !Files.readString(Path.of("/proc/" + processId + "/cmdline")).isEmpty();
    } catch (IOException gone) {
      return false;
    }
  }

  private static int numberOnceItAnswers(DatabaseAddress address, String sql) throws SQLException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return number(address, sql);
      } catch (SQLException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        Pause.of(Duration.ofMillis(50));
      }
    }
  }

  private static int number(DatabaseAddress address, String sql) throws SQLException {
    try (Connection connection = connect(address);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
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

  /** A {@link CommittingServer} in a process of its own. */
  private record Victim(Process process, BufferedReader output, long postgres)
      implements AutoCloseable {

    static Victim start(Path folder, String path) throws IOException {
      ProcessBuilder builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  CommittingServer.class.getName(),
                  folder.toString(),
                  TestPostgres.programs().toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().put("PATH", path);
      Process process = builder.start();
      BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith("postgres ")) {
          return new Victim(process, output, Long.parseLong(line.substring("postgres ".length())));
        }
      }
      throw new IllegalStateException("The server to be killed ended by itself");
    }

    long server() {
      return process.pid();
    }

    void awaitCommits() throws IOException {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (Integer.parseInt(line) >= COMMITS) {
          return;
        }
      }
      throw new IllegalStateException("The server to be killed ended by itself");
    }

    /** Kills it as {@code kill -9} does; returns the last number that it saw committed. */
    int killAndCount() throws IOException, InterruptedException {
      Command.signal(process.pid(), "KILL");
      int last = COMMITS;
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.matches("[0-9]+")) {
          last = Integer.parseInt(line);
        }
      }
      process.waitFor();
      return last;
    }

    @Override
    public void close() {
      process.destroyForcibly();
      process.onExit().join();
    }
  }
}
