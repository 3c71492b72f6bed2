package io.shanmen.gate;

import io.shanmen.gate.serial.SerialPortLink;
import io.shanmen.kernel.admission.Direction;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How one lane is set, from its properties file (docs/guides/gate-installation.md). Paths are
 * relative to the file.
 *
 * @param name as the console shows it until somebody renames it there
 * @param data the folder for what the gate keeps
 * @param server the park's server, null where enrolment has said or will say it
 * @param authority the park's certificate authority, PEM, null likewise
 * @param displayPort the display page's port on loopback, 0 for any
 * @param peopleLimit how many people the lane passes in one go, 1 to 99
 */
public record GateSettings(
    String name,
    Path data,
    @Nullable URI server,
    @Nullable Path authority,
    Board board,
    List<Scanner> scanners,
    int displayPort,
    int peopleLimit) {

  /**
   * The turnstile's board.
   *
   * @param machine its number on the bus, 1 to 255
   * @param entryIsLeft whether people who come in walk to what the board calls left
   * @param counts whether it tells who passed
   */
  public record Board(SerialPortLink.Port port, int machine, boolean entryIsLeft, boolean counts) {}

  /** A code scanner. */
  public record Scanner(String name, SerialPortLink.Port port, Direction direction) {}

  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "data",
          "server",
          "ca",
          "board.port",
          "board.baud",
          "board.machine",
          "board.entry",
          "board.counts",
          "display.port",
          "people.limit");

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException where something is missing or wrong; the message says what
   */
  public static GateSettings read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(in);
    }
    return new Lines(file, properties).settings();
  }

  /** The properties of one file, with messages that name it. */
  private record Lines(Path file, Properties properties) {

    GateSettings settings() {
      checkNames();
      String server = properties.getProperty("server");
      String authority = properties.getProperty("ca");
      return new GateSettings(
          text("name", "gate"),
          path(required("data")),
          server == null ? null : URI.create(server),
          authority == null ? null : path(authority),
          board(),
          scanners(),
          number("display.port", 0, 0, 65_535),
          number("people.limit", 20, 1, 99));
    }

    private Board board() {
      String entry = text("board.entry", "LEFT").toUpperCase(Locale.ROOT);
      if (!entry.equals("LEFT") && !entry.equals("RIGHT")) {
        throw wrong("board.entry is LEFT or RIGHT");
      }
      return new Board(
          new SerialPortLink.Port(
              path(required("board.port")).toString(), number("board.baud", 19_200, 300, 921_600)),
          number("board.machine", 1, 1, 255),
          entry.equals("LEFT"),
          yesOrNo("board.counts", true));
    }

    /** Everybody let in counts as passed where a board cannot count: no slip may mean that. */
    private boolean yesOrNo(String key, boolean otherwise) {
      String value = text(key, String.valueOf(otherwise));
      if (!value.equals("true") && !value.equals("false")) {
        throw wrong(key + " is true or false");
      }
      return value.equals("true");
    }

    private List<Scanner> scanners() {
      Set<String> names = new TreeSet<>();
      for (String key : properties.stringPropertyNames()) {
        if (key.startsWith("reader.") && key.endsWith(".port")) {
          names.add(key.substring("reader.".length(), key.length() - ".port".length()));
        }
      }
      if (names.isEmpty()) {
        throw wrong("no reader: reader.<name>.port is missing");
      }
      List<Scanner> scanners = new ArrayList<>();
      for (String name : names) {
        String prefix = "reader." + name + ".";
        String direction = text(prefix + "direction", "ENTRY").toUpperCase(Locale.ROOT);
        if (!direction.equals("ENTRY") && !direction.equals("EXIT")) {
          throw wrong(prefix + "direction is ENTRY or EXIT");
        }
        scanners.add(
            new Scanner(
                name,
                new SerialPortLink.Port(
                    path(required(prefix + "port")).toString(),
                    number(prefix + "baud", 115_200, 300, 921_600)),
                Direction.valueOf(direction)));
      }
      return scanners;
    }

    /** A misspelt name would silently mean the default. */
    private void checkNames() {
      for (String key : properties.stringPropertyNames()) {
        boolean reader = key.matches("reader\\.[\\w-]{1,32}\\.(port|baud|direction)");
        if (reader) {
          required(key.substring(0, key.lastIndexOf('.')) + ".port");
        }
        if (!reader && !KNOWN.contains(key)) {
          throw wrong("unknown setting " + key);
        }
      }
    }

    private Path path(String text) {
      Path folder = file.toAbsolutePath().getParent();
      return folder == null ? Path.of(text) : folder.resolve(text).normalize();
    }

    private String text(String key, String otherwise) {
      return properties.getProperty(key, otherwise).trim();
    }

    private String required(String key) {
      String value = properties.getProperty(key);
      if (value == null || value.isBlank()) {
        throw wrong(key + " is missing");
      }
      return value.trim();
    }

    private int number(String key, int otherwise, int least, int most) {
      String text = properties.getProperty(key);
      if (text == null) {
        return otherwise;
      }
      try {
        int value = Integer.parseInt(text.trim());
        if (value >= least && value <= most) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw wrong(key + " is a number from " + least + " to " + most);
      }
      throw wrong(key + " is a number from " + least + " to " + most);
    }

    private IllegalArgumentException wrong(String what) {
      return new IllegalArgumentException(file + ": " + what);
    }
  }
}
