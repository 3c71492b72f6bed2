package io.shanmen.server.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The one PostgreSQL of a test JVM: real, started at first use, ended with the JVM.
 *
 * <p>The programs are unpacked and a cluster is made once per checkout, under {@code target}; each
 * JVM works on a copy, so every run starts from nothing in well under a second. Commits are not
 * durable here; tests of durability start {@link EmbeddedPostgres} themselves.
 */
public final class TestPostgres {
  private static final Path CACHE = Path.of("target", "test-postgres").toAbsolutePath();
  private static final Map<String, String> QUICK =
      Map.of(
          "fsync", "off",
          "synchronous_commit", "off",
          "full_page_writes", "off",
          "shared_buffers", "128MB",
          "max_connections", "200");
  private static final Path RUN = CACHE.resolve("run-" + ProcessHandle.current().pid());
  private static final AtomicInteger DATABASES = new AtomicInteger();

  /** Started at the first use of this class. */
  private static final EmbeddedPostgres RUNNING = start();

  private TestPostgres() {}

  /** A new, empty database of its own for whoever asks; it lives as long as the JVM. */
  public static DatabaseAddress newDatabase() {
    String name = "test_" + DATABASES.incrementAndGet();
    createDatabase(name, "template1");
    return addressOf(name);
  }

  /**
   * A new database that starts as a copy of another, whose connections must all be closed: the
   * quick way to an own migrated database.
   */
  public static DatabaseAddress copyOf(DatabaseAddress original) {
    String name = "test_" + DATABASES.incrementAndGet();
    createDatabase(name, original.url().substring(original.url().lastIndexOf('/') + 1));
    return addressOf(name);
  }

  /** The settings with which a server uses a new database and a data folder of its own. */
  public static Map<String, String> settings() {
    DatabaseAddress address = newDatabase();
    return Map.of(
        "shanmen.data", RUN.resolve("data-" + DATABASES.get()).toString(),
        "shanmen.db.url", address.url(),
        "shanmen.db.user", address.user(),
        "shanmen.db.password", address.password());
  }

  /** Takes a database away while the work is done: its connections end and nobody gets another. */
  public static void without(String database, Runnable work) {
    asSuperuser(
        "ALTER DATABASE %s ALLOW_CONNECTIONS false".formatted(database),
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
            .formatted(database));
    try {
      work.run();
    } finally {
      asSuperuser("ALTER DATABASE %s ALLOW_CONNECTIONS true".formatted(database));
    }
  }

  /**
   * Kills the PostgreSQL of this run, as {@code kill -9} does; it is started again by itself. What
   * was committed before is written first, because commits are not durable here.
   */
  public static void kill() {
    asSuperuser("CHECKPOINT");
    Command.signal(RUNNING.processId(), "KILL");
  }

  /** Programs shared by all tests that start a PostgreSQL of their own. */
  static Path programs() {
    return CACHE;
  }

  private static DatabaseAddress addressOf(String database) {
    DatabaseAddress park = RUNNING.address();
    String server = park.url().substring(0, park.url().lastIndexOf('/') + 1);
    return new DatabaseAddress(server + database, park.user(), park.password());
  }

  private static void createDatabase(String name, String template) {
    asSuperuser(
        "CREATE DATABASE %s OWNER %s TEMPLATE %s".formatted(name, ClusterCreation.USER, template));
  }

  private static void asSuperuser(String... statements) {
    DatabaseAddress admin = RUNNING.superuserAddress();
    try (Connection connection =
            DriverManager.getConnection(admin.url(), admin.user(), admin.password());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static EmbeddedPostgres start() {
    Path template = CACHE.resolve("template");
    makeCopy(template, RUN);
    EmbeddedPostgres postgres = EmbeddedPostgres.start(RUN, CACHE, QUICK);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(postgres)));
    return postgres;
  }

  private static void makeCopy(Path template, Path mine) {
    try {
      Files.createDirectories(CACHE);
      try (FileChannel channel =
              FileChannel.open(
                  CACHE.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock oneJvmAtATime = channel.lock()) {
        assert oneJvmAtATime.isValid();
        deleteRunsOfDeadJvms();
        if (!new PostgresFolder(template).holdsCluster()) {
          EmbeddedPostgres.start(template, CACHE, QUICK).close();
        }
        FileSystemUtils.deleteRecursively(mine);
        Command.Result copied =
            Command.run(List.of("cp", "-a", template.toString(), mine.toString()));
        if (!copied.succeeded()) {
          throw new IllegalStateException(copied.output());
        }
        // Each JVM chooses a port of its own.
        Files.delete(mine.resolve("port"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteRunsOfDeadJvms() throws IOException {
    try (Stream<Path> runs = Files.list(CACHE)) {
      for (Path run : runs.filter(path -> isRunOfDeadJvm(path)).toList()) {
        new Leftovers(run.resolve("cluster")).clear();
        FileSystemUtils.deleteRecursively(run);
      }
    }
  }

  private static boolean isRunOfDeadJvm(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith("run-")
        && ProcessHandle.of(Long.parseLong(name.substring("run-".length()))).isEmpty();
  }

  private static void end(EmbeddedPostgres postgres) {
    postgres.close();
    try {
      FileSystemUtils.deleteRecursively(RUN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
