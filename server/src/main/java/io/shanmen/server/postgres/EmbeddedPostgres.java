package io.shanmen.server.postgres;

import io.shanmen.server.host.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL as a part of the server: made at the first start, started and stopped with it.
 *
 * <p>It listens on loopback only, asks for a generated password and commits durably. If the server
 * is killed, PostgreSQL ends by itself where the machine has {@code setpriv}, and else at the next
 * start. If PostgreSQL is killed, it is started again on the same port.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

  /** How long a killed predecessor's shared memory and processes may take to go. */
  private static final Duration PREDECESSOR_LIMIT = Duration.ofSeconds(30);

  private static final Duration RESTART_PAUSE = Duration.ofMillis(200);

  /** What durability and this launcher rest on: stronger than the cluster's own configuration. */
  private static final Map<String, String> FIXED =
      Map.of(
          "listen_addresses", "127.0.0.1",
          "unix_socket_directories", "",
          "fsync", "on",
          "full_page_writes", "on",
          "synchronous_commit", "on",
          // The log names no rows and no parameters: they may be names, hashes or codes.
          "log_error_verbosity", "terse",
          "log_parameter_max_length", "0");

  private final PostgresFolder folder;
  private final List<String> command;
  private final int port;
  private final CompletableFuture<Postmaster> firstStart = new CompletableFuture<>();
  private final Thread keeper;
  private volatile boolean stopping;
  private volatile Postmaster postmaster;

  /** Starts it in a folder of its own, which is made if it is not there. */
  public static EmbeddedPostgres start(Path folder) {
    return start(folder, folder, Map.of());
  }

  /**
   * Starts it so that it copies its log into an archive, each full piece and at least one a minute,
   * for restores to any moment.
   */
  static EmbeddedPostgres startArchiving(Path folder, Path programsFolder, Path archive) {
    PostgresFolder place = create(folder);
    PostgresFolder there = create(archive);
    RunAs.choose(place).own(there.root());
    return start(folder, programsFolder, archiving(there.root()));
  }

  /** A piece is there whole or not at all; one that is there already must be the same. */
  private static Map<String, String> archiving(Path archive) {
    String piece = "\"" + archive + "/%f\"";
    String part = "\"" + archive + "/%f.part\"";
    return Map.of(
        "archive_mode",
        "on",
        "archive_timeout",
        "60",
        "archive_command",
        "if test -f %1$s; then cmp -s \"%%p\" %1$s; else cp \"%%p\" %2$s && sync %2$s && mv %2$s %1$s; fi"
            .formatted(piece, part));
  }

  /**
   * Starts it with its programs in a folder that others may share, and with settings that win over
   * all others.
   */
  static EmbeddedPostgres start(Path folder, Path programsFolder, Map<String, String> settings) {
    PostgresFolder place = create(folder);
    RunAs as = RunAs.choose(place);
    Programs programs = Programs.in(programsFolder);
    if (place.holdsCluster()) {
      checkVersion(place);
      new Leftovers(place.cluster()).clear();
    } else {
      LOG.info("Creating the database in {}", place.root());
      new ClusterCreation(place, programs, as).run();
    }
    Map<String, String> effective = new LinkedHashMap<>(FIXED);
    effective.putAll(settings);
    int port = place.port();
    effective.put("port", Integer.toString(port));
    return new EmbeddedPostgres(place, command(place, programs, as, effective), port);
  }

  /** Where the database of a running server is. */
  static DatabaseAddress runningIn(PostgresFolder folder) {
    return new DatabaseAddress(
        url(folder.storedPort(), ClusterCreation.DATABASE),
        ClusterCreation.USER,
        folder.password());
  }

  private static PostgresFolder create(Path folder) {
    try {
      return new PostgresFolder(Files.createDirectories(folder).toRealPath());
    } catch (IOException e) {
      throw new CannotStart(
          "The folder %s for the database cannot be made or entered: %s".formatted(folder, e), e);
    }
  }

  private static void checkVersion(PostgresFolder place) {
    try {
      String version = Files.readString(place.cluster().resolve("PG_VERSION")).strip();
      if (!version.equals(Programs.MAJOR_VERSION)) {
        throw new CannotStart(
            "The database in %s was made by PostgreSQL %s, and this Shanmen brings PostgreSQL %s: restore a backup of it into a new data folder."
                .formatted(place.root(), version, Programs.MAJOR_VERSION));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(
      PostgresFolder place, Programs programs, RunAs as, Map<String, String> settings) {
    List<String> command = new ArrayList<>(as.prefix());
    // A session of its own: Ctrl-C in the terminal reaches the server, which then stops
    // PostgreSQL after its last commit, not both at once.
    if (Command.run(List.of("setsid", "--version")).succeeded()) {
      command.add("setsid");
    }
    if (Command.run(List.of("setpriv", "--pdeathsig", "INT", "true")).succeeded()) {
      command.addAll(List.of("setpriv", "--pdeathsig", "INT"));
    }
    command.addAll(List.of(programs.postgres(), "-D", place.cluster().toString()));
    settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return List.copyOf(command);
  }

  private EmbeddedPostgres(PostgresFolder folder, List<String> command, int port) {
    this.folder = folder;
    this.command = command;
    this.port = port;
    // A platform thread, alive as long as PostgreSQL: the kernel ties the parent-death signal to
    // the thread that started the child.
    this.keeper = Thread.ofPlatform().daemon().name("postgres-keeper").unstarted(this::keep);
    keeper.start();
    try {
      this.postmaster = firstStart.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof CannotStart reason) {
        throw reason;
      }
      throw e;
    }
  }

  /** Where the park's database is. */
  public DatabaseAddress address() {
    return new DatabaseAddress(
        url(port, ClusterCreation.DATABASE), ClusterCreation.USER, folder.password());
  }

  /** The cluster's owner, for work on the cluster itself such as backups. */
  DatabaseAddress superuserAddress() {
    return new DatabaseAddress(url(port, "postgres"), ClusterCreation.SUPERUSER, folder.password());
  }

  /** The cluster's owner in the park's own database. */
  DatabaseAddress superuserOfThePark() {
    return new DatabaseAddress(
        url(port, ClusterCreation.DATABASE), ClusterCreation.SUPERUSER, folder.password());
  }

  /** The cluster's owner, of the PostgreSQL of a running server. */
  static DatabaseAddress superuserRunningIn(PostgresFolder folder) {
    return new DatabaseAddress(
        url(folder.storedPort(), "postgres"), ClusterCreation.SUPERUSER, folder.password());
  }

  private static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /** The postmaster's process id at this moment. */
  long processId() {
    return postmaster.processId();
  }

  private void keep() {
    try {
      Postmaster running = startUp();
      firstStart.complete(running);
      while (true) {
        int exitCode = running.awaitEnd();
        if (stopping) {
          return;
        }
        LOG.error("PostgreSQL ended by itself with {}; starting it again", exitCode);
        Pause.of(RESTART_PAUSE);
        new Leftovers(folder.cluster()).clear();
        running = startUp();
        postmaster = running;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      if (!firstStart.completeExceptionally(e)) {
        LOG.error("PostgreSQL could not be started again; the server needs a restart", e);
      }
    }
  }

  private Postmaster startUp() {
    long deadline = System.nanoTime() + PREDECESSOR_LIMIT.toNanos();
    while (true) {
      Postmaster candidate = Postmaster.launch(command, folder);
      if (candidate.awaitReady()) {
        return candidate;
      }
      String words = candidate.lastWords();
      if (!isPredecessorStillGoing(words) || System.nanoTime() > deadline) {
        throw new CannotStart(
            "PostgreSQL did not start in %s; it said:%n%s".formatted(folder.root(), words));
      }
      Pause.of(RESTART_PAUSE);
    }
  }

  private static boolean isPredecessorStillGoing(String words) {
    return words.contains("pre-existing shared memory block")
        || words.contains("lock file \"postmaster.pid\" already exists");
  }

  /** Stops it in good order; connections still open are ended. */
  @Override
  public void close() {
    stopping = true;
    postmaster.stop();
  }
}
