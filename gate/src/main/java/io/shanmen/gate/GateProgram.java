package io.shanmen.gate;

import io.shanmen.gate.agent.Agent;
import io.shanmen.gate.agent.AgentRunner;
import io.shanmen.gate.agent.Errors;
import io.shanmen.gate.agent.LastWords;
import io.shanmen.gate.agent.NanoClock;
import io.shanmen.gate.board.BoardBus;
import io.shanmen.gate.board.Turnstile;
import io.shanmen.gate.link.Enrolment;
import io.shanmen.gate.serial.SerialPortLink;
import io.shanmen.gate.store.StoreFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The gate program: runs one lane, or several whose boards share an RS-485 bus. */
public final class GateProgram {
  /** Short enough not to be felt: a code waits so long at most before it is looked at. */
  private static final long LANE_IDLE_NANOS = NanoClock.millis(1) / 2;

  private static final String HELP =
      """
      gate <lane.properties> [more lanes] [options]

        --enrol CODE   make this gate known to the server, once, with a code from the console
        --server URL   the park's server, for example https://park.example:8443
        --ca FILE      the park's certificate authority (PEM)
        --enrol-only   end after the enrolment
        --help         this text

      Several files run several lanes in one program; lanes with the same board.port share its bus.
      A file says: name, data, server, ca, board.port, board.machine, board.entry (LEFT or RIGHT),
      board.counts, reader.<name>.port, reader.<name>.baud, reader.<name>.direction, display.port,
      people.limit. See docs/guides/gate-installation.md.
      """;

  /** What the command line says. */
  private record Arguments(
      List<Path> files,
      @Nullable String code,
      @Nullable URI server,
      @Nullable Path authority,
      boolean enrolOnly,
      boolean help) {

    static Arguments parse(String[] args) {
      List<Path> files = new ArrayList<>();
      Map<String, String> options = new LinkedHashMap<>();
      for (int i = 0; i < args.length; i++) {
        switch (args[i]) {
          case "--help", "--enrol-only" -> options.put(args[i], "");
          case "--enrol", "--server", "--ca" -> {
            if (i + 1 == args.length) {
              throw new IllegalArgumentException(args[i] + " needs a value");
            }
            options.put(args[i], args[++i]);
          }
          default -> {
            if (args[i].startsWith("--")) {
              throw new IllegalArgumentException("unknown option " + args[i] + " (try --help)");
            }
            files.add(Path.of(args[i]));
          }
        }
      }
      String server = options.get("--server");
      String authority = options.get("--ca");
      return new Arguments(
          files,
          options.get("--enrol"),
          server == null ? null : URI.create(server),
          authority == null ? null : Path.of(authority),
          options.containsKey("--enrol-only"),
          options.containsKey("--help"));
    }
  }

  private GateProgram() {}

  /**
   * Exit status 0 when stopped, 1 where a lane cannot start, 2 where the arguments are wrong, 70
   * when a thread died.
   */
  public static void main(String[] args) throws InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try {
      Arguments arguments = Arguments.parse(args);
      if (arguments.help() || arguments.files().isEmpty()) {
        out.print(HELP);
        System.exit(arguments.help() ? 0 : 2);
      }
      List<GateSettings> lanes = new ArrayList<>();
      for (Path file : arguments.files()) {
        lanes.add(GateSettings.read(file));
      }
      if (arguments.code() != null) {
        enrol(lanes, arguments, arguments.code(), out);
      }
      if (!arguments.enrolOnly()) {
        LastWords.install();
        run(lanes, out);
      }
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    } catch (IOException | StoreFailure e) {
      Throwable cause = e.getCause();
      System.err.println(e.getMessage() + (cause == null ? "" : ": " + cause.getMessage()));
      System.exit(1);
    }
  }

  private static void enrol(
      List<GateSettings> lanes, Arguments arguments, String code, PrintStream out)
      throws IOException {
    if (lanes.size() != 1) {
      throw new IllegalArgumentException("a code enrols one gate: give one file with --enrol");
    }
    GateSettings lane = lanes.getFirst();
    URI server = arguments.server() != null ? arguments.server() : lane.server();
    Path authority = arguments.authority() != null ? arguments.authority() : lane.authority();
    if (server == null || authority == null) {
      throw new IllegalArgumentException("--enrol needs --server and --ca, or both in the file");
    }
    Lane.prepareFolder(lane.data());
    var identity = new Enrolment(lane.data()).enrol(server, authority, code, lane.name());
    out.println(lane.name() + " 已登记 / enrolled: " + identity.terminalId());
  }

  private static void run(List<GateSettings> settings, PrintStream out)
      throws IOException, InterruptedException {
    Errors errors = new Errors(InstantSource.system());
    Map<SerialPortLink.Port, BoardBus> buses = new LinkedHashMap<>();
    List<Lane> lanes = new ArrayList<>();
    Map<BoardBus, List<Agent>> crews = new LinkedHashMap<>();
    for (GateSettings lane : settings) {
      GateSettings.Board board = lane.board();
      BoardBus bus =
          buses.computeIfAbsent(
              board.port(),
              port ->
                  new BoardBus(
                      new SerialPortLink(port, errors, NanoClock.SYSTEM), NanoClock.SYSTEM));
      Turnstile turnstile = bus.attach(board.machine(), board.entryIsLeft());
      Lane open = Lane.open(lane, turnstile, errors);
      lanes.add(open);
      // Lanes before their bus: an order to open is on the wire in the same round.
      crews.computeIfAbsent(bus, unused -> new ArrayList<>()).add(open.agent());
      out.println(open.name() + " 显示屏 / display: " + open.pageAddress());
    }
    List<AgentRunner> runners = new ArrayList<>();
    crews.forEach(
        (bus, agents) -> {
          agents.add(bus);
          runners.add(AgentRunner.start(agents, errors, LANE_IDLE_NANOS));
        });
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("gate-stop")
                .unstarted(
                    () -> {
                      runners.forEach(AgentRunner::close);
                      lanes.forEach(Lane::close);
                      stopped.countDown();
                    }));
    stopped.await();
  }
}
