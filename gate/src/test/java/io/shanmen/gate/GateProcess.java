package io.shanmen.gate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gate program in a process of its own, as in a turnstile. */
final class GateProcess implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long LIMIT_NANOS = 40_000_000_000L;

  private final Process process;
  private final List<String> output = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();

  private GateProcess(Process process) {
    this.process = process;
    Thread.ofVirtual().start(this::readOutput);
  }

  static GateProcess start(Path settings, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.shanmen.gate.GateProgram",
                settings.toString()));
    command.addAll(List.of(options));
    return new GateProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  private void readOutput() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        synchronized (output) {
          output.add(line);
        }
      }
    } catch (IOException e) {
      // The process was killed in the middle of a line; there is nothing more to read.
      return;
    }
  }

  String output() {
    synchronized (output) {
      return String.join("\n", output);
    }
  }

  /** The exit status of a program that ends by itself. */
  int exit() throws InterruptedException {
    if (!process.waitFor(LIMIT_NANOS, TimeUnit.NANOSECONDS)) {
      throw new AssertionError("still running: " + output());
    }
    return process.exitValue();
  }

  /** Takes its power away. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** What the program answers at this path of its display page. */
  String get(String path) {
    try {
      URI page = page();
      return http.send(HttpRequest.newBuilder(page.resolve(path)).build(), BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  JsonNode status() {
    String text = get("/status");
    return JSON.readTree(text.startsWith("{") ? text : "{}");
  }

  private URI page() {
    until("the page's address", () -> output().contains("http://"));
    String text = output();
    int start = text.indexOf("http://");
    return URI.create(text.substring(start).lines().findFirst().orElseThrow().trim());
  }

  void until(String what, BooleanSupplier isSo) {
    long deadline = System.nanoTime() + LIMIT_NANOS;
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not come about: " + what + "\n" + output());
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.shutdownNow();
  }
}
