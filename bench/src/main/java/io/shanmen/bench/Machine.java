package io.shanmen.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What this machine is, as far as it tells. */
final class Machine {

  private static final double KILO = 1_024;

  private Machine() {}

  static String describe() throws IOException {
    return "%d cores of %s, %.0f GB of memory, Java %s, Linux %s; the load generator runs on the same cores."
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            line(Path.of("/proc/cpuinfo"), "model name"),
            Long.parseLong(line(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", ""))
                / KILO
                / KILO,
            Runtime.version(),
            System.getProperty("os.version"));
  }

  /** The memory of a process that is not swapped or shared out, in megabytes: now, and the most. */
  static String memory(long pid) throws IOException {
    Path status = Path.of("/proc/" + pid + "/status");
    return String.format(
        Locale.ROOT,
        "%.0f MB (most %.0f MB)",
        kilobytes(status, "VmRSS") / KILO,
        kilobytes(status, "VmHWM") / KILO);
  }

  private static long kilobytes(Path file, String name) throws IOException {
    return Long.parseLong(line(file, name).replaceAll("\\D", ""));
  }

  private static String line(Path file, String name) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("?");
  }
}
