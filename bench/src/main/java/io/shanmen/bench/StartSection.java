package io.shanmen.bench;

import io.shanmen.simulators.demo.ServerProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How soon the server is ready, what it needs, and how large what is delivered is. */
final class StartSection implements Section {

  private static final int PORT = 19_493;
  private static final int STARTS = 4;
  private static final double MEGA = 1024 * 1024;

  @Override
  public void run(Ground ground) throws Exception {
    Report report = ground.report();
    report.section("Start, memory, size", "the first start makes the database, later ones find it");
    Path data = ground.folder().resolve("start");
    List<Duration> starts = new ArrayList<>();
    for (int start = 0; start < STARTS; start++) {
      ServerProgram.Setup setup =
          new ServerProgram.Setup(
              ground.programs().server(), data, PORT, ground.folder().resolve("start.log"));
      long begun = System.nanoTime();
      try (ServerProgram server = ServerProgram.start(setup, waited -> {})) {
        starts.add(Duration.ofNanos(System.nanoTime() - begun));
        if (start == STARTS - 1) {
          report.fact(
              "resident memory of the server after a start", Machine.memory(server.pid()), "");
        }
      }
    }
    report.fact("first start to ready, with a new database", seconds(starts.getFirst()), "");
    report.fact(
        "later start to ready",
        seconds(starts.subList(1, STARTS).stream().sorted().toList().get((STARTS - 1) / 2)),
        "the middle of %d; it is looked for every 0.25 s".formatted(STARTS - 1));
    report.fact("the server's program with its libraries", size(ground.programs().server()), "");
    report.fact("the gate's program with its libraries", size(ground.programs().gate()), "");
  }

  private static String size(Path program) throws IOException {
    Path libraries = program.toAbsolutePath().resolveSibling("lib");
    long size = Files.size(program);
    if (Files.isDirectory(libraries)) {
      try (var files = Files.list(libraries)) {
        for (Path file : files.toList()) {
          size += Files.size(file);
        }
      }
    }
    return String.format(Locale.ROOT, "%.1f MB", size / MEGA);
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0);
  }
}
