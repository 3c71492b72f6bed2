package io.shanmen.systemtests;

import io.shanmen.simulators.demo.DemoOptions;
import io.shanmen.simulators.demo.DemoPark;
import io.shanmen.simulators.demo.ServerProgram;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The demo park as a test opens it: from nothing, on a port of its own, in the late morning. */
final class TestPark {

  private TestPark() {}

  /** Opens a new park in a folder, with so many parties of simulated visitors a minute. */
  static DemoPark open(Path folder, int visitorsPerMinute) throws IOException {
    deleteRecursively(folder);
    return open(folder, visitorsPerMinute, programs());
  }

  /**
   * Opens a new park of windows and offices alone, beside what is in the folder already.
   *
   * @param serverSettings what its server is told besides
   */
  static DemoPark openWithoutGates(Path folder, List<String> serverSettings) throws IOException {
    return open(folder, 0, programs().withoutGates().withServerSettings(serverSettings));
  }

  private static DemoOptions.Programs programs() throws IOException {
    return new DemoOptions.Programs(BuiltPrograms.server(), BuiltPrograms.gate());
  }

  private static DemoPark open(Path folder, int visitorsPerMinute, DemoOptions.Programs programs)
      throws IOException {
    Files.createDirectories(folder);
    return DemoPark.open(
        new DemoOptions(
            programs,
            folder.resolve("park"),
            Fork.freePort(),
            visitorsPerMinute,
            whereItIsLateMorning()),
        new PrintStream(Files.newOutputStream(folder.resolve("demo.log")), true));
  }

  /** A server in a new folder, as it is before anybody has set a park up. */
  static ServerProgram emptyServer(Path folder) throws IOException {
    deleteRecursively(folder);
    Files.createDirectories(folder);
    return ServerProgram.start(
        new ServerProgram.Setup(
            BuiltPrograms.server(),
            folder.resolve("data"),
            Fork.freePort(),
            folder.resolve("server.log")),
        waited -> {});
  }

  /** Refunds are less in the evening, and at night it is still yesterday: the story is a day's. */
  private static ZoneId whereItIsLateMorning() {
    int ahead = 11 - InstantSource.system().instant().atZone(ZoneOffset.UTC).getHour();
    // In the names of these zones the sign is turned: Etc/GMT-8 is eight hours ahead.
    return ZoneId.of("Etc/GMT%+d".formatted(-ahead));
  }

  static void deleteRecursively(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
