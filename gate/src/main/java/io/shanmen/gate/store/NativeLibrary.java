package io.shanmen.gate.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The part of SQLite that is machine code. It is unpacked at each start, by itself under {@code
 * /tmp}, where a gate whose power is cut would leave one more each time.
 */
public final class NativeLibrary {

  /** Where SQLite's loader unpacks it; read once, when the first database is opened. */
  private static final String UNPACKED_IN = "org.sqlite.tmpdir";

  private NativeLibrary() {}

  /**
   * Has it unpacked in a folder of the gate's own, where what an earlier start left is removed. Of
   * several gates in one process the first has it.
   *
   * @param data the gate's folder, which this process holds
   */
  public static synchronized void unpackIn(Path data) throws IOException {
    if (System.getProperty(UNPACKED_IN) != null) {
      return;
    }
    Path folder = Files.createDirectories(data.resolve("sqlite"));
    try (Stream<Path> left = Files.list(folder)) {
      for (Path file : left.toList()) {
        Files.delete(file);
      }
    }
    System.setProperty(UNPACKED_IN, folder.toString());
  }
}
