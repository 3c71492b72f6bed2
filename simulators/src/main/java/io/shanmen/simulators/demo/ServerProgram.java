package io.shanmen.simulators.demo;

import io.shanmen.simulators.client.ParkTrust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The park's real server as a program beside this one. */
public final class ServerProgram implements AutoCloseable {

  private static final Duration READY_PATIENCE = Duration.ofSeconds(120);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  /**
   * How to start it.
   *
   * @param jar the server's runnable jar; a cache of its start may lie beside it, as {@code .aot}
   * @param data its data folder
   * @param port its HTTPS port
   * @param log where its output goes
   * @param settings what it is told besides, as {@code --name=value}
   */
  public record Setup(Path jar, Path data, int port, Path log, List<String> settings) {
    public Setup(Path jar, Path data, int port, Path log) {
      this(jar, data, port, log, List.of());
    }
  }

  private final Setup setup;
  private final Child child;

  private ServerProgram(Setup setup, Child child) {
    this.setup = setup;
    this.child = child;
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param progress is told about each second of waiting
   * @throws IOException with the last lines of its log, if it does not come up
   */
  public static ServerProgram start(Setup setup, Consumer<Duration> progress) throws IOException {
    List<String> arguments = new ArrayList<>(javaArguments(setup.jar()));
    arguments.addAll(
        List.of("serve", "--shanmen.data=" + setup.data(), "--shanmen.port=" + setup.port()));
    arguments.addAll(setup.settings());
    Child child = Child.java("server", setup.log(), arguments);
    ServerProgram server = new ServerProgram(setup, child);
    server.awaitReady(progress);
    return server;
  }

  /**
   * How Java runs the server's jar. The launcher {@code shanmen} says the same in its own words,
   * under {@code serve}.
   */
  public static List<String> javaArguments(Path jar) {
    return List.of(
        "--enable-native-access=ALL-UNNAMED",
        // The JVM leaves a cache aside that is missing or does not fit.
        "-Xlog:aot*=off",
        "-XX:AOTCache=" + cacheOf(jar),
        "-jar",
        jar.toString());
  }

  /** Where a jar's start is remembered, if it is. */
  public static Path cacheOf(Path jar) {
    return jar.resolveSibling(jar.getFileName().toString().replaceFirst("\\.jar$", ".aot"));
  }

  public URI address() {
    return URI.create("https://localhost:" + setup.port());
  }

  /** The certificate authority that the server made for itself at its first start, PEM. */
  public Path authority() {
    return setup.data().resolve("tls").resolve("ca.crt");
  }

  public Path data() {
    return setup.data();
  }

  public Path log() {
    return setup.log();
  }

  public boolean isRunning() {
    return child.isRunning();
  }

  public long pid() {
    return child.pid();
  }

  /** Ends it as a power cut would. */
  public void kill() {
    child.kill();
  }

  @Override
  public void close() {
    child.close();
  }

  private void awaitReady(Consumer<Duration> progress) throws IOException {
    long start = System.nanoTime();
    long told = 0;
    while (!answers()) {
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      if (!child.isRunning() || waited.compareTo(READY_PATIENCE) > 0) {
        child.close();
        throw new IOException(
            "the server did not start, its last words “%s”; its log ends:%n%s"
                .formatted(child.lastWords(), child.logTail()));
      }
      if (waited.toSeconds() > told) {
        told = waited.toSeconds();
        progress.accept(waited);
      }
      pause();
    }
  }

  private boolean answers() {
    if (!Files.exists(authority())) {
      return false;
    }
    try (HttpClient http = ParkTrust.client(authority())) {
      HttpRequest request =
          HttpRequest.newBuilder(address().resolve("/api/setup"))
              .timeout(Duration.ofSeconds(5))
              .build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (IOException e) {
      // Not yet.
      return false;
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(LOOK_EVERY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
