package io.shanmen.server.postgres;

import io.shanmen.server.host.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server that was killed left behind on its cluster: a PostgreSQL that still runs, backends
 * without a postmaster, a stale pid file.
 *
 * <p>Whoever calls holds the data folder's lock, so no living server needs any of it.
 */
final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(20);

  private final Path cluster;

  Leftovers(Path cluster) {
    this.cluster = cluster;
  }

  /** Ends all of it in good order, so that the cluster can be started. */
  void clear() {
    OptionalLong postmaster = postmasterByPidFile();
    if (postmaster.isPresent()) {
      LOG.warn("Ending the PostgreSQL (process {}) of a killed server", postmaster.getAsLong());
      Command.signal(postmaster.getAsLong(), "INT");
    }
    backends().forEach(backend -> Command.signal(backend, "TERM"));
    long deadline = System.nanoTime() + SHUTDOWN_LIMIT.toNanos();
    while (postmasterByPidFile().isPresent() || !backends().isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new CannotStart(
            "A PostgreSQL of an earlier server still runs on %s and does not stop: end it (kill -INT %s) and start again."
                .formatted(cluster, postmaster.isPresent() ? postmaster.getAsLong() : backends()));
      }
      Pause.of(POLL);
    }
    deleteStalePidFile();
  }

  /**
   * The process that the pid file names, if it is a PostgreSQL on this cluster. After a reboot the
   * number may belong to any other program, and a zombie is no longer anything.
   */
  private OptionalLong postmasterByPidFile() {
    try (var lines = Files.lines(pidFile())) {
      long processId = Long.parseLong(lines.findFirst().orElse("").strip());
      return isPostmasterHere(processId) ? OptionalLong.of(processId) : OptionalLong.empty();
    } catch (NoSuchFileException none) {
      return OptionalLong.empty();
    } catch (NumberFormatException cutOffByPowerLoss) {
      return OptionalLong.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isPostmasterHere(long processId) {
    try {
      String commandLine = Files.readString(Path.of("/proc", Long.toString(processId), "cmdline"));
      return List.of(commandLine.split("\0")).contains(cluster.toString());
    } catch (IOException gone) {
      return false;
    }
  }

  /** Every PostgreSQL process works in its cluster's folder. */
  private List<Long> backends() {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(this::isPostgresWorkingHere)
        .toList();
  }

  private boolean isPostgresWorkingHere(long processId) {
    Path process = Path.of("/proc", Long.toString(processId));
    try {
      return Files.readString(process.resolve("comm")).strip().equals("postgres")
          && Files.readSymbolicLink(process.resolve("cwd")).equals(cluster);
    } catch (IOException goneOrAnotherUsers) {
      return false;
    }
  }

  /**
   * PostgreSQL refuses to start while the number in the file belongs to any process of the same
   * user, were it a zombie or our own child. It still checks the shared memory for itself.
   */
  private void deleteStalePidFile() {
    try {
      if (Files.deleteIfExists(pidFile())) {
        LOG.info("Removed a stale {}; PostgreSQL will recover from its log", pidFile());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path pidFile() {
    return cluster.resolve("postmaster.pid");
  }
}
