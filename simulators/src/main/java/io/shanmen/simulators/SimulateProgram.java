package io.shanmen.simulators;

import io.shanmen.simulators.control.ControlSocket;
import io.shanmen.simulators.control.Options;
import io.shanmen.simulators.control.Prompt;
import io.shanmen.simulators.control.Simulator;
import io.shanmen.simulators.scanner.ScannerSimulator;
import io.shanmen.simulators.turnstile.TurnstileSimulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** The program {@code simulate}: starts one simulated device and takes commands for it. */
public final class SimulateProgram {
  private static final String HELP =
      """
      simulate <device> [options]: a device of the park on a pseudo-terminal (Linux)

      turnstile   one or more 7E/7F boards on an RS-485 bus, 19200 8N1
        --machines 1,2       the boards' numbers on the bus (1)
        --walk "800 3%"      people walk 800 ms after it opens, 3% turn back (off)
      scanner     a serial code scanner
        --baud 115200        its speed
        --end CRLF           what follows a code: CR, LF, CRLF or NONE
        --charset UTF-8      UTF-8 or GBK

      Every device:
        --link ./lane1       a symbolic link to the serial port
        --control 7001       take commands on this loopback port too (0: any free port)
        --seed 1             makes noise and visitors repeatable
        --noise 1%           a bad line from the start
        --help               this text, and with a device its commands

      Commands are typed at the prompt, or sent to the control port one per line.
      """;

  private static final Set<String> VALUED =
      Set.of("link", "control", "seed", "noise", "machines", "walk", "baud", "end", "charset");

  private SimulateProgram() {}

  /** Exit status 0 after {@code quit}, 2 where the arguments are wrong. */
  public static void main(String[] args) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (args.length == 0 || args[0].equals("--help")) {
      out.print(HELP);
      return;
    }
    try {
      List<String> rest = Arrays.asList(args).subList(1, args.length);
      Options options = Options.parse(rest, VALUED, Set.of("help"));
      if (options.has("help")) {
        out.print(HELP);
      } else {
        run(start(args[0], options), options, out);
      }
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private static Simulator start(String device, Options options) {
    return switch (device) {
      case "turnstile" -> turnstile(options);
      case "scanner" -> scanner(options);
      default -> throw new IllegalArgumentException("no device " + device + " (try --help)");
    };
  }

  private static Simulator turnstile(Options options) {
    List<Integer> machines =
        Arrays.stream(options.text("machines", "1").split(",", -1))
            .map(text -> Integer.valueOf(text.trim()))
            .toList();
    TurnstileSimulator simulator =
        new TurnstileSimulator(
            new TurnstileSimulator.Setup(machines, options.path("link"), seed(options)));
    if (options.has("walk")) {
      simulator.obey("walk " + options.text("walk", "off"));
    }
    return simulator;
  }

  private static Simulator scanner(Options options) {
    return new ScannerSimulator(
        new ScannerSimulator.Setup(
            options.number("baud", 115_200),
            ScannerSimulator.LineEnd.valueOf(options.text("end", "CRLF").toUpperCase(Locale.ROOT)),
            Charset.forName(options.text("charset", "UTF-8")),
            options.path("link"),
            seed(options)));
  }

  private static int seed(Options options) {
    return options.number("seed", 1);
  }

  private static void run(Simulator simulator, Options options, PrintStream out)
      throws IOException, InterruptedException {
    try (simulator) {
      if (options.has("noise")) {
        simulator.obey("noise " + options.text("noise", "off"));
      }
      out.println(simulator.name() + ": " + simulator.obey("line"));
      if (options.has("control")) {
        ControlSocket control = ControlSocket.open(simulator, options.number("control", 0));
        out.println("control 127.0.0.1:" + control.port());
      }
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      boolean asked = new Prompt(simulator, in, out).run();
      if (!asked && options.has("control")) {
        // Started by another program without a terminal: the control port keeps it alive.
        new CountDownLatch(1).await();
      }
    }
  }
}
