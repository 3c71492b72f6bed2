package io.shanmen.simulators.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that runs beside this one, with its log in a file; it ends when this one ends. */
public final class Child implements AutoCloseable {

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
  private static final int LOG_TAIL_LINES = 20;

  private final String name;
  private final Process process;
  private final Path log;
  private final Thread onExit;

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.onExit = new Thread(this::stop, "stop-" + name);
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /** Starts a program with this JVM's {@code java}. */
  public static Child java(String name, Path log, List<String> arguments) throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    File logFile = log.toFile();
    Process process =
        new ProcessBuilder(Stream.concat(Stream.of(java), arguments.stream()).toList())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile))
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .start();
    return new Child(name, process, log);
  }

  public String name() {
    return name;
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** Its exit status, once it has ended. */
  public CompletableFuture<Integer> onEnd() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** The last lines of the log, for the message that it failed. */
  public String logTail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "(" + log + " cannot be read: " + e.getMessage() + ")";
    }
  }

  /** The last line of the log: there a program says why it ended. */
  String lastWords() {
    return logTail()
        .lines()
        .filter(line -> !line.isBlank())
        .reduce((earlier, last) -> last)
        .orElse("");
  }

  /** Ends it at once, as a power cut would. */
  public void kill() {
    process.destroyForcibly();
    await();
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException e) {
      // This JVM is ending already; the hook runs or has run.
      return;
    }
  }

  private void stop() {
    process.destroy();
    if (!await()) {
      process.destroyForcibly();
    }
  }

  private boolean await() {
    try {
      return process.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
