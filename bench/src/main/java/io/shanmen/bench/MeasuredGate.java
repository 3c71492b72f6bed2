package io.shanmen.bench;

import io.shanmen.simulators.demo.Child;
import io.shanmen.simulators.line.DeviceLine;
import io.shanmen.simulators.line.LineSpeed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real gate program in a process of its own, with a heap as small as a gate's. */
final class MeasuredGate implements AutoCloseable {

  /** All the heap that the program gets. */
  static final String HEAP = "64m";

  /** A scanner's usual speed. */
  static final LineSpeed SCANNER = LineSpeed.eightNoneOne(115_200);

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int DISPLAY_PORT = 19_473;
  private static final Duration ENROL_LIMIT = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Pattern ENROLLED = Pattern.compile("enrolled: (\\S+)");

  private final Path jar;
  private final Path folder;
  private final OpeningBoard board;
  private final DeviceLine scanner;
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable Child program;

  private MeasuredGate(Path jar, Path folder) {
    this.jar = jar;
    this.folder = folder;
    this.board = new OpeningBoard(folder.resolve("board"));
    this.scanner =
        new DeviceLine(new DeviceLine.Wiring(SCANNER, false, folder.resolve("scanner"), 1));
  }

  /** A new gate of this park, enrolled and not started. */
  static MeasuredGate enrol(Path jar, Path folder, BenchPark park) throws Exception {
    MeasuredGate gate = new MeasuredGate(jar, Files.createDirectories(folder));
    Files.writeString(
        folder.resolve("gate.properties"),
        """
        name = 压测闸机
        data = data
        board.port = board
        reader.in.port = scanner
        display.port = %d
        """
            .formatted(DISPLAY_PORT));
    Path log = folder.resolve("enrol.log");
    URI server = park.park().server().address();
    try (Child enrolment =
        Child.java(
            "enrol",
            log,
            List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toString(),
                folder.resolve("gate.properties").toString(),
                "--enrol",
                park.enrolmentCode(),
                "--server",
                server.toString(),
                "--ca",
                park.park().server().authority().toString(),
                "--enrol-only"))) {
      enrolment.onEnd().get(ENROL_LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    Matcher enrolled = ENROLLED.matcher(Files.readString(log));
    if (!enrolled.find()) {
      throw new IllegalStateException(Files.readString(log));
    }
    park.placeGate(UUID.fromString(enrolled.group(1)));
    return gate;
  }

  OpeningBoard board() {
    return board;
  }

  void start() throws IOException {
    program =
        Child.java(
            "gate",
            folder.resolve("gate.log"),
            List.of(
                "-Xmx" + HEAP,
                "-XX:+UseSerialGC",
                "-Xlog:gc:file=" + folder.resolve("gc.log"),
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toString(),
                folder.resolve("gate.properties").toString()));
  }

  /** Ends it as a power cut would. */
  void kill() {
    Child running = program;
    if (running != null) {
      running.kill();
    }
  }

  long pid() {
    Child running = program;
    if (running == null) {
      throw new IllegalStateException("the gate is not started");
    }
    return running.pid();
  }

  /** Waits until its status page says so, and gives it. */
  JsonNode until(String what, Duration limit, Predicate<JsonNode> isSo) throws Exception {
    long deadline = System.nanoTime() + limit.toNanos();
    JsonNode status = status();
    while (!isSo.test(status)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            what + " did not come about: " + status + "\n" + Files.readString(log()));
      }
      Thread.sleep(LOOK_EVERY);
      status = status();
    }
    return status;
  }

  private Path log() {
    return folder.resolve("gate.log");
  }

  private JsonNode status() throws InterruptedException {
    URI page = URI.create("http://localhost:" + DISPLAY_PORT + "/status");
    try {
      return JSON.readTree(
          http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body());
    } catch (IOException e) {
      // Not up yet.
      return JSON.createObjectNode();
    }
  }

  /**
   * Holds a code before the scanner.
   *
   * @return when its last byte went onto the wire, by {@link System#nanoTime()}
   */
  long scan(String code) {
    scanner.send(code.getBytes(StandardCharsets.UTF_8));
    long last = System.nanoTime();
    scanner.send(new byte[] {'\r'});
    return last;
  }

  /** The most that was left on the heap after a collection, in megabytes. */
  long heapInUse() throws IOException {
    Pattern after = Pattern.compile("(\\d+)M->(\\d+)M\\(");
    long most = 0;
    for (String line : Files.readAllLines(folder.resolve("gc.log"))) {
      Matcher matcher = after.matcher(line);
      if (matcher.find()) {
        most = Math.max(most, Long.parseLong(matcher.group(2)));
      }
    }
    return most;
  }

  @Override
  public void close() {
    Child running = program;
    if (running != null) {
      running.close();
    }
    scanner.close();
    board.close();
    http.close();
  }
}
