package io.shanmen.bench;

import io.shanmen.simulators.demo.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Whether a park's books are sound, as {@code ./shanmen verify} says. */
final class Books {

  private static final long LIMIT_SECONDS = 300;

  private Books() {}

  /**
   * Walks every invariant of a park that is closed.
   *
   * @param park the folder that it was opened in
   * @return what the program said last
   * @throws IllegalStateException with all that it said, if something is broken
   */
  static String verify(Path server, Path park) throws Exception {
    Path log = park.resolve("verify.log");
    Files.deleteIfExists(log);
    try (Child child =
        Child.java(
            "verify",
            log,
            List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                server.toString(),
                "verify",
                "--shanmen.data=" + park.resolve("server")))) {
      int status = child.onEnd().get(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (status != 0) {
        throw new IllegalStateException(Files.readString(log));
      }
    }
    return lastLine(log);
  }

  private static String lastLine(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .filter(line -> line.contains("statements"))
        .reduce((first, second) -> second)
        .orElse("sound");
  }
}
