package io.shanmen.simulators.demo;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the demo is asked for.
 *
 * @param programs the jars that it runs
 * @param data where everything is kept across restarts
 * @param port the server's HTTPS port
 * @param visitorsPerMinute how busy the park is; 0 for nobody
 * @param zone where on earth a park that is set up now lies
 */
public record DemoOptions(
    Programs programs, Path data, int port, int visitorsPerMinute, ZoneId zone) {

  /**
   * The runnable jars.
   *
   * @param server the server's
   * @param gate the gate's
   * @param gates how many gates run
   * @param serverSettings what the server is told besides, as {@code --name=value}
   */
  public record Programs(Path server, Path gate, int gates, List<String> serverSettings) {
    private static final int GATES = 2;

    public Programs(Path server, Path gate) {
      this(server, gate, List.of());
    }

    public Programs(Path server, Path gate, List<String> serverSettings) {
      this(server, gate, GATES, serverSettings);
    }

    /** For what happens at windows and in the back office alone. */
    public Programs withoutGates() {
      return new Programs(server, gate, 0, serverSettings);
    }

    public Programs withServerSettings(List<String> settings) {
      return new Programs(server, gate, gates, List.copyOf(settings));
    }
  }

  static final String HELP =
      """
      ./shanmen demo [--quiet] [--visitors N] [--port N] [--data DIR]
                      [--zone ZONE]

        --quiet        no simulated visitors: the park is yours
        --visitors N   simulated visitors a minute, 0 to 600 (12)
        --port N       the server's HTTPS port (8443)
        --data DIR     where the demo park is kept (./demo)
        --zone ZONE    the time zone of a new park (Asia/Shanghai)
      """;

  private static final int VISITORS_A_MINUTE = 12;
  private static final int VISITORS_A_MINUTE_MAX = 600;
  private static final Set<String> NAMES =
      Set.of("server", "gate", "data", "port", "visitors", "zone");

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with a sentence for the person who typed it
   */
  static DemoOptions parse(List<String> arguments) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("--quiet")) {
        values.put("visitors", "0");
        continue;
      }
      String name = argument.startsWith("--") ? argument.substring(2) : "";
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException("unknown option " + argument);
      }
      if (++i == arguments.size()) {
        throw new IllegalArgumentException(argument + " needs a value");
      }
      values.put(name, arguments.get(i));
    }
    return new DemoOptions(
        new Programs(
            Path.of(values.getOrDefault("server", "server/target/shanmen-server.jar")),
            Path.of(values.getOrDefault("gate", "gate/target/shanmen-gate.jar"))),
        Path.of(values.getOrDefault("data", "demo")).toAbsolutePath(),
        number(values.getOrDefault("port", "8443"), "--port", 65_535),
        number(
            values.getOrDefault("visitors", String.valueOf(VISITORS_A_MINUTE)),
            "--visitors",
            VISITORS_A_MINUTE_MAX),
        zone(values.getOrDefault("zone", "Asia/Shanghai")));
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("--zone takes a name such as Asia/Shanghai", e);
    }
  }

  private static int number(String text, String option, int max) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " takes a number from 0 to " + max, e);
    }
    throw new IllegalArgumentException(option + " takes a number from 0 to " + max);
  }
}
