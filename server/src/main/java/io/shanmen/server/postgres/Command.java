package io.shanmen.server.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A short command of the operating system, run to its end. */
final class Command {
  /** How a command ended: its exit code and all that it printed. */
  record Result(int exitCode, String output) {
    boolean succeeded() {
      return exitCode == 0;
    }
  }

  private static final int NOT_THERE = 127;

  private Command() {}

  static Result run(List<String> command) {
    return run(command, "");
  }

  /** Runs a command with the given standard input; a program that is not there exits with 127. */
  static Result run(List<String> command, String input) {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException notThere) {
      return new Result(NOT_THERE, String.valueOf(notThere.getMessage()));
    }
    try {
      try (OutputStream standardInput = process.getOutputStream()) {
        standardInput.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException endedBeforeReading) {
        // Its exit code and output say why.
      }
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while running " + command.getFirst(), e);
    }
  }

  /** Sends a signal, such as INT; a process that has gone is fine. */
  static void signal(long processId, String signal) {
    run(List.of("/bin/sh", "-c", "kill -" + signal + " " + processId));
  }
}
