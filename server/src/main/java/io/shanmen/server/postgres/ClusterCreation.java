package io.shanmen.server.postgres;

import io.shanmen.server.host.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/** Makes a new cluster with the park's database in it; a crash on the way leaves none at all. */
final class ClusterCreation {
  /** Owns the cluster; only the launcher and backups sign in as it. */
  static final String SUPERUSER = "postgres";

  /** Owns the park's database and nothing else; the server signs in as it. */
  static final String USER = "shanmen";

  static final String DATABASE = "shanmen";

  /**
   * For two cores and 4 GB beside a JVM. Written to {@code postgresql.conf} once, so that a park
   * may change them there; what durability and the launcher rest on is not among them.
   */
  private static final Map<String, String> TUNING =
      Map.ofEntries(
          Map.entry("max_connections", "60"),
          Map.entry("shared_buffers", "256MB"),
          Map.entry("effective_cache_size", "1GB"),
          Map.entry("maintenance_work_mem", "128MB"),
          Map.entry("work_mem", "8MB"),
          Map.entry("min_wal_size", "256MB"),
          Map.entry("max_wal_size", "2GB"),
          Map.entry("checkpoint_timeout", "15min"),
          Map.entry("wal_compression", "pglz"),
          Map.entry("random_page_cost", "1.1"),
          Map.entry("jit", "off"),
          Map.entry("timezone", "UTC"),
          Map.entry("log_timezone", "UTC"),
          Map.entry("log_min_duration_statement", "2s"),
          Map.entry("log_checkpoints", "off"));

  private final PostgresFolder folder;
  private final Programs programs;
  private final RunAs as;

  ClusterCreation(PostgresFolder folder, Programs programs, RunAs as) {
    this.folder = folder;
    this.programs = programs;
    this.as = as;
  }

  void run() {
    Path unfinished = folder.unfinishedCluster();
    String password = folder.password();
    as.own(folder.root());
    as.own(folder.passwordFile());
    try {
      FileSystemUtils.deleteRecursively(unfinished);
      initialise(unfinished);
      createDatabase(unfinished, password);
      Files.move(unfinished, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void initialise(Path cluster) {
    List<String> command = new ArrayList<>();
    command.add(programs.initdb());
    command.add("--pgdata=" + cluster);
    command.add("--username=" + SUPERUSER);
    command.add("--pwfile=" + folder.passwordFile());
    command.add("--auth=scram-sha-256");
    command.add("--encoding=UTF8");
    // Sorts by code point and knows all of Unicode's case rules, the same on every machine.
    command.add("--locale=C");
    command.add("--locale-provider=builtin");
    command.add("--builtin-locale=C.UTF-8");
    command.add("--no-instructions");
    TUNING.forEach((name, value) -> command.add("--set=" + name + "=" + value));
    must("initdb", Command.run(as.command(command)));
  }

  /** Single-user mode: no port is opened before the cluster is whole. */
  private void createDatabase(Path cluster, String password) {
    List<String> command =
        List.of(programs.postgres(), "--single", "-D", cluster.toString(), "postgres");
    String statements =
        """
        CREATE ROLE %s LOGIN PASSWORD '%s'
        CREATE DATABASE %s OWNER %s
        """
            .formatted(USER, password, DATABASE, USER);
    Command.Result result = Command.run(as.command(command), statements);
    must("postgres --single", result);
    if (result.output().contains("ERROR:")) {
      throw failed("postgres --single", result);
    }
  }

  private static void must(String program, Command.Result result) {
    if (!result.succeeded()) {
      throw failed(program, result);
    }
  }

  private static CannotStart failed(String program, Command.Result result) {
    return new CannotStart(
        "The database could not be created; %s ended with %d and said:%n%s"
            .formatted(program, result.exitCode(), result.output()));
  }
}
