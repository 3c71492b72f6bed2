package io.shanmen.simulators.demo;

import io.shanmen.simulators.client.Answer;
import io.shanmen.simulators.client.ParkClient;
import io.shanmen.simulators.scanner.ScannerSimulator;
import io.shanmen.simulators.turnstile.TurnstileSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One lane: the real gate program beside this one, with a simulated board and two simulated
 * scanners (in, out) on pseudo-terminals.
 */
public final class DemoGate implements AutoCloseable {

  private static final int DESCRIBE_LIMIT_TRIES = 40;
  private static final Duration DESCRIBE_PAUSE = Duration.ofMillis(250);
  private static final Duration ENROL_PATIENCE = Duration.ofSeconds(60);

  /** As the service manager of a real gate does it (docs/guides/gate-installation.md). */
  private static final long COME_BACK_AFTER_SECONDS = 2;

  /** Statuses of a program that somebody has asked to end: by itself, Ctrl+C, SIGTERM. */
  private static final Set<Integer> ASKED_TO_END = Set.of(0, 130, 143);

  /** People step through at their own pace, and now and then one turns back. */
  private static final String WALK = "walk 900 1%";

  /**
   * Where the lane stands.
   *
   * @param no the gate's number as staff call it
   * @param jar the gate program's jar
   * @param folder for its settings, data and ports
   * @param displayPort of its display page on loopback
   */
  public record Place(int no, Path jar, Path folder, int displayPort) {
    String name() {
      return no + "号闸机";
    }
  }

  private final Place place;
  private final Path settings;
  private final TurnstileSimulator board;
  private final ScannerSimulator entry;
  private final ScannerSimulator exit;
  private Child program;
  private boolean wanted = true;

  private DemoGate(Place place, Path settings, Devices devices, Child program) {
    this.place = place;
    this.settings = settings;
    this.board = devices.board();
    this.entry = devices.entry();
    this.exit = devices.exit();
    this.program = program;
    watch(program);
  }

  private record Devices(TurnstileSimulator board, ScannerSimulator entry, ScannerSimulator exit) {}

  /** Starts devices and program; enrols the gate first, if it is new. */
  public static DemoGate start(Place place, ServerProgram server, ParkClient backOffice)
      throws IOException {
    Path folder = Files.createDirectories(place.folder());
    Devices devices =
        new Devices(
            new TurnstileSimulator(
                new TurnstileSimulator.Setup(List.of(1), folder.resolve("board"), place.no())),
            new ScannerSimulator(
                ScannerSimulator.Setup.usual().linkedAs(folder.resolve("scanner-in"))),
            new ScannerSimulator(
                ScannerSimulator.Setup.usual().linkedAs(folder.resolve("scanner-out"))));
    devices.board().obey(WALK);
    Path settings = folder.resolve("gate.properties");
    Files.writeString(settings, text(place, server));
    if (find(backOffice, place.name()) == null) {
      enrol(place, settings, server, backOffice);
    }
    Child program = run(place, settings);
    describe(place, backOffice);
    return new DemoGate(place, settings, devices, program);
  }

  public Place place() {
    return place;
  }

  public URI display() {
    return URI.create("http://localhost:" + place.displayPort() + "/");
  }

  public TurnstileSimulator board() {
    return board;
  }

  /** Somebody who wants to come in holds a code before the scanner. */
  public void scanToEnter(String code) {
    entry.scan(code);
  }

  /** Somebody who leaves holds the code before the scanner inside. */
  public void scanToLeave(String code) {
    exit.scan(code);
  }

  public synchronized boolean isRunning() {
    return program.isRunning();
  }

  /** The process of the gate program, another one after each start. */
  public synchronized long pid() {
    return program.pid();
  }

  /** Ends the gate program as a power cut would; board and scanners stay. */
  public synchronized void kill() {
    wanted = false;
    program.kill();
  }

  /** Starts the gate program again. */
  public synchronized void restart() throws IOException {
    program.close();
    program = run(place, settings);
    wanted = true;
    watch(program);
  }

  /** Brings a program back that somebody else has killed. */
  private void watch(Child running) {
    var _ =
        running
            .onEnd()
            .thenAcceptAsync(
                status -> comeBack(running, status),
                CompletableFuture.delayedExecutor(COME_BACK_AFTER_SECONDS, TimeUnit.SECONDS));
  }

  private synchronized void comeBack(Child ended, int status) {
    if (!wanted || program != ended || ASKED_TO_END.contains(status)) {
      return;
    }
    try {
      restart();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      wanted = false;
    }
    program.close();
    entry.close();
    exit.close();
    board.close();
  }

  private static Child run(Place place, Path settings) throws IOException {
    return Child.java(
        "gate-" + place.no(),
        place.folder().resolve("gate.log"),
        List.of(
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-jar",
            place.jar().toString(),
            settings.toString()));
  }

  private static void enrol(Place place, Path settings, ServerProgram server, ParkClient backOffice)
      throws IOException {
    String code =
        backOffice
            .post(
                "/api/terminal/enrolment-codes",
                Map.of("kind", "GATE", "checkpoint", DemoCatalogue.MAIN_ENTRANCE))
            .orThrow("enrolment code")
            .path("code")
            .asString();
    Child enrolment =
        Child.java(
            "enrol-" + place.no(),
            place.folder().resolve("enrol.log"),
            List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                place.jar().toString(),
                settings.toString(),
                "--enrol",
                code,
                "--server",
                server.address().toString(),
                "--ca",
                server.authority().toString(),
                "--enrol-only"));
    try {
      CompletableFuture<Integer> end = enrolment.onEnd();
      if (end.get(ENROL_PATIENCE.toSeconds(), TimeUnit.SECONDS) != 0) {
        throw new IOException(place.name() + " was not enrolled:\n" + enrolment.logTail());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(place.name() + " was not enrolled:\n" + enrolment.logTail(), e);
    } finally {
      enrolment.close();
    }
  }

  private static void describe(Place place, ParkClient backOffice) throws IOException {
    JsonNode terminal = find(backOffice, place.name());
    if (terminal == null) {
      throw new IOException(place.name() + " is not among the terminals");
    }
    UUID id = UUID.fromString(terminal.path("terminalId").asString());
    Answer answer = describe(place, id, backOffice);
    // The server hears of a new gate a moment after it was enrolled.
    for (int tries = 1; answer.status() == 404 && tries < DESCRIBE_LIMIT_TRIES; tries++) {
      try {
        Thread.sleep(DESCRIBE_PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
      answer = describe(place, id, backOffice);
    }
    answer.orThrow("describe " + place.name());
  }

  private static Answer describe(Place place, UUID id, ParkClient backOffice) {
    return backOffice.put(
        "/api/admission/gates/" + id, Map.of("no", place.no(), "direction", "BOTH"));
  }

  private static @Nullable JsonNode find(ParkClient backOffice, String name) {
    for (JsonNode terminal : backOffice.get("/api/terminal/terminals").orThrow("terminals")) {
      if (terminal.path("name").asString().equals(name)
          && terminal.path("state").asString().equals("APPROVED")) {
        return terminal;
      }
    }
    return null;
  }

  private static String text(Place place, ServerProgram server) {
    return """
        name = %s
        data = data
        server = %s
        ca = %s
        board.port = board
        board.machine = 1
        board.entry = LEFT
        reader.in.port = scanner-in
        reader.in.direction = ENTRY
        reader.out.port = scanner-out
        reader.out.direction = EXIT
        display.port = %d
        """
        .formatted(place.name(), server.address(), server.authority(), place.displayPort());
  }
}
