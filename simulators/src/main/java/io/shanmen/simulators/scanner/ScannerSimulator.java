package io.shanmen.simulators.scanner;

import io.shanmen.simulators.control.Simulator;
import io.shanmen.simulators.line.DeviceLine;
import io.shanmen.simulators.line.LineNoise;
import io.shanmen.simulators.line.LineSpeed;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A code scanner on a serial port in its normal mode: it sends what it reads and a line end. */
public final class ScannerSimulator implements Simulator {
  /** What a scanner puts after each code. */
  public enum LineEnd {
    CR("\r"),
    LF("\n"),
    CRLF("\r\n"),
    NONE("");

    private final String text;

    LineEnd(String text) {
      this.text = text;
    }
  }

  /**
   * How the scanner is set.
   *
   * @param baud 1,200 to 115,200
   * @param lineEnd what follows each code
   * @param charset how text beyond ASCII is sent: UTF-8 or GBK
   * @param link where to put a symbolic link to the port, or null
   * @param seed makes noise repeatable
   */
  public record Setup(int baud, LineEnd lineEnd, Charset charset, @Nullable Path link, long seed) {
    /** 115,200 baud, CRLF, UTF-8, no link. */
    public static Setup usual() {
      return new Setup(115_200, LineEnd.CRLF, StandardCharsets.UTF_8, null, 1);
    }

    /** The same with a link to the port. */
    public Setup linkedAs(Path path) {
      return new Setup(baud, lineEnd, charset, path, seed);
    }
  }

  private final Setup setup;
  private final DeviceLine line;
  private long scanned;
  private volatile long lastSentNanos;

  public ScannerSimulator(Setup setup) {
    this.setup = setup;
    this.line =
        new DeviceLine(
            new DeviceLine.Wiring(
                LineSpeed.eightNoneOne(setup.baud()), false, setup.link(), setup.seed()));
  }

  /** The serial port to give to the gate. */
  public Path port() {
    return line.path();
  }

  /** Somebody holds this code before the scanner; returns when the last byte has gone. */
  public synchronized void scan(String code) {
    line.send((code + setup.lineEnd().text).getBytes(setup.charset()));
    lastSentNanos = System.nanoTime();
    scanned++;
  }

  /** When the last byte of the last code went out, by {@link System#nanoTime()}. */
  public long lastSentNanos() {
    return lastSentNanos;
  }

  @Override
  public String name() {
    return "scanner";
  }

  @Override
  public String obey(String text) {
    String[] words = text.split("\\s+", 2);
    String rest = words.length > 1 ? words[1] : "";
    switch (words[0]) {
      case "scan" -> {
        if (rest.isEmpty()) {
          throw new IllegalArgumentException("scan what? scan <code>");
        }
        scan(rest);
      }
      case "noise" -> line.noise(LineNoise.parse(rest));
      case "unplug" -> line.unplug();
      case "replug" -> line.replug();
      case "line", "status" -> {
        return "port="
            + line.path()
            + " plugged="
            + line.isPlugged()
            + " "
            + line.noise()
            + " scanned="
            + scanned;
      }
      default -> throw new IllegalArgumentException("unknown command " + words[0] + " (try help)");
    }
    return "";
  }

  @Override
  public String help() {
    return """
        scan <code>              read this code
        noise 1% | noise split=5% drop=1% merge=1% corrupt=1% | noise off
        unplug | replug          pull the serial cable and put it back
        status                   what the line is doing\
        """;
  }

  @Override
  public void close() {
    line.close();
  }
}
