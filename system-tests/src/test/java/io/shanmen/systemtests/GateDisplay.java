package io.shanmen.systemtests;

import io.shanmen.simulators.demo.DemoGate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.json.JsonMapper;

/** Everything that a gate's display has shown, as the events that its page draws. */
final class GateDisplay implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration RECONNECT_PAUSE = Duration.ofMillis(200);

  private final List<String> shown = new CopyOnWriteArrayList<>();
  private final DemoGate gate;
  private final Thread watcher;
  private volatile boolean watching = true;

  private GateDisplay(DemoGate gate) {
    this.gate = gate;
    this.watcher = Thread.ofVirtual().name("display-" + gate.place().no()).start(this::watch);
  }

  static GateDisplay of(DemoGate gate) {
    return new GateDisplay(gate);
  }

  /** Waits until the display shows all of this at once, now or later. */
  void awaitShown(String... parts) throws Exception {
    awaitAfter(Math.max(0, shown.size() - 1), parts);
  }

  /** Holds a code before the scanner of those who enter and waits for the answer. */
  void scan(String code, String... answer) throws Exception {
    int before = shown.size();
    gate.scanToEnter(code);
    awaitAfter(before, answer);
  }

  /** Waits until the gate has heard of all that the server knows now. */
  void awaitNews() throws Exception {
    Instant now = InstantSource.system().instant();
    Waiting.until(
        "news at gate " + gate.place().no(),
        () -> {
          try (InputStream status = gate.display().resolve("/status").toURL().openStream()) {
            String asOf = JSON.readTree(status).path("list").path("asOf").asString("");
            return Optional.of(asOf)
                .filter(text -> !text.isEmpty() && Instant.parse(text).isAfter(now));
          }
        });
  }

  private void awaitAfter(int before, String... parts) throws Exception {
    Waiting.until(
        List.of(parts) + " on the display of gate " + gate.place().no(),
        () ->
            shown.subList(before, shown.size()).stream()
                .filter(event -> List.of(parts).stream().allMatch(event::contains))
                .findFirst());
  }

  private void watch() {
    while (watching) {
      try (BufferedReader events =
          new BufferedReader(
              new InputStreamReader(
                  gate.display().resolve("/events").toURL().openStream(),
                  StandardCharsets.UTF_8))) {
        events.lines().filter(line -> line.startsWith("data:")).forEach(shown::add);
      } catch (IOException | UncheckedIOException e) {
        if (!watching || !pause()) {
          return;
        }
      }
    }
  }

  /** The program is starting; false if the story is over. */
  private static boolean pause() {
    try {
      Thread.sleep(RECONNECT_PAUSE);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Override
  public void close() {
    watching = false;
    watcher.interrupt();
  }
}
