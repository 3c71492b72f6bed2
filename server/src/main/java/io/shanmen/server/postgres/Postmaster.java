package io.shanmen.server.postgres;

import io.shanmen.server.host.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One running PostgreSQL server: a direct child of this process. */
final class Postmaster {
  /** Recovery after a crash redoes about 100 MB a second of at most 2 GB. */
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration QUIT_LIMIT = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(10);
  private static final long LOG_LIMIT_BYTES = 16L << 20;
  private static final int STATUS_LINE = 7;

  private final Process process;
  private final PostgresFolder folder;
  private final long logStart;

  private Postmaster(Process process, PostgresFolder folder, long logStart) {
    this.process = process;
    this.folder = folder;
    this.logStart = logStart;
  }

  static Postmaster launch(List<String> command, PostgresFolder folder) {
    try {
      long logStart = turnLogOver(folder.log());
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
              .start();
      process.getOutputStream().close();
      return new Postmaster(process, folder, logStart);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long turnLogOver(Path log) throws IOException {
    if (!Files.exists(log)) {
      return 0;
    }
    long size = Files.size(log);
    if (size < LOG_LIMIT_BYTES) {
      return size;
    }
    Path previous = log.resolveSibling(log.getFileName() + ".1");
    Files.move(log, previous, StandardCopyOption.REPLACE_EXISTING);
    return 0;
  }

  /** Waits until it accepts connections; false if it ended instead, see {@link #lastWords}. */
  boolean awaitReady() {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (process.isAlive()) {
      if (isReady()) {
        return true;
      }
      if (System.nanoTime() > deadline) {
        stop();
        throw new CannotStart(
            "PostgreSQL was not ready within %d minutes: see %s."
                .formatted(START_LIMIT.toMinutes(), folder.log()));
      }
      Pause.of(POLL);
    }
    return false;
  }

  /** The pid file is where PostgreSQL itself tells its own tools that it is ready. */
  private boolean isReady() {
    try {
      List<String> lines = Files.readAllLines(folder.cluster().resolve("postmaster.pid"));
      return lines.size() > STATUS_LINE
          && lines.getFirst().strip().equals(Long.toString(process.pid()))
          && lines.get(STATUS_LINE).strip().equals("ready");
    } catch (IOException notYet) {
      return false;
    }
  }

  int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  /** Ends it in good order: no new connections, open transactions rolled back, a checkpoint. */
  void stop() {
    try {
      Command.signal(process.pid(), "INT");
      if (process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      Command.signal(process.pid(), "QUIT");
      if (!process.waitFor(QUIT_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  long processId() {
    return process.pid();
  }

  /** What it has written to its log since it was launched. */
  String lastWords() {
    try (SeekableByteChannel log = Files.newByteChannel(folder.log())) {
      log.position(logStart);
      ByteBuffer words = ByteBuffer.allocate(1 << 16);
      while (words.hasRemaining() && log.read(words) >= 0) {
        // Read on to the end or to the limit.
      }
      return StandardCharsets.UTF_8.decode(words.flip()).toString().strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
