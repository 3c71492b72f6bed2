package io.shanmen.simulators.turnstile;

import io.shanmen.simulators.control.Simulator;
import io.shanmen.simulators.line.DeviceLine;
import io.shanmen.simulators.line.LineNoise;
import io.shanmen.simulators.line.LineSpeed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One or more turnstiles on one RS-485 bus (19,200 baud, 8N1, half duplex) behind a serial port.
 *
 * <p>Commands that name no machine go to the first one; {@code 2: pass} goes to machine 2.
 */
public final class TurnstileSimulator implements Simulator {
  /**
   * What is on the bus.
   *
   * @param machines the boards' numbers, 1 to 255
   * @param link where to put a symbolic link to the port, or null
   * @param seed makes noise and visitors repeatable
   */
  public record Setup(List<Integer> machines, @Nullable Path link, long seed) {
    public Setup {
      machines = List.copyOf(machines);
      if (machines.isEmpty()
          || machines.stream().anyMatch(machine -> machine < 1 || machine > 255)) {
        throw new IllegalArgumentException("machines are numbers from 1 to 255");
      }
    }

    /** One board with the number 1 and no link. */
    public static Setup single() {
      return new Setup(List.of(1), null, 1);
    }
  }

  private static final int BAUD = 19_200;
  private static final int LISTEN_MILLIS = 3;
  private static final long MILLI = 1_000_000;

  /** What a board needs between the last byte of a command and the first of its answer. */
  private static final long TURNAROUND_NANOS = 5 * MILLI;

  /** A command that stays half sent for so long was cut off. */
  private static final long HALF_COMMAND_LIMIT_NANOS = 50 * MILLI;

  private final DeviceLine line;
  private final SortedMap<Integer, TurnstileBoard> boards = new TreeMap<>();
  private final CommandFrame.Collector collector = new CommandFrame.Collector();
  private final Random random;
  private final Thread thread;
  private final SortedMap<Integer, Long> openSince = new TreeMap<>();
  private Visitors visitors = Visitors.NONE;
  private long lastByteAt;
  private long answered;
  private volatile boolean running = true;

  public TurnstileSimulator(Setup setup) {
    line =
        new DeviceLine(
            new DeviceLine.Wiring(LineSpeed.eightNoneOne(BAUD), true, setup.link(), setup.seed()));
    random = new Random(setup.seed());
    setup.machines().forEach(machine -> boards.put(machine, new TurnstileBoard(machine)));
    thread = Thread.ofPlatform().daemon().name("turnstile-bus").start(this::run);
  }

  /** The serial port to give to the gate. */
  public Path port() {
    return line.path();
  }

  /** People the board has counted to this side, as its counter says. */
  public int counted(int machine, Side side) {
    synchronized (boards) {
      byte[] status = board(machine).status(System.nanoTime());
      int at = side == Side.LEFT ? 6 : 9;
      return (status[at] & 0xFF) << 16 | (status[at + 1] & 0xFF) << 8 | status[at + 2] & 0xFF;
    }
  }

  /** Messages spoilt because the gate spoke while a board did. */
  public long collisions() {
    return line.collisions();
  }

  @Override
  public String name() {
    return "turnstile";
  }

  @Override
  public String obey(String text) {
    synchronized (boards) {
      int colon = text.indexOf(':');
      int machine = colon < 0 ? boards.firstKey() : machineNumber(text.substring(0, colon));
      String[] words = text.substring(colon + 1).trim().split("\\s+", 2);
      String rest = words.length > 1 ? words[1].trim() : "";
      return obey(board(machine), words[0], rest);
    }
  }

  private String obey(TurnstileBoard board, String verb, String rest) {
    long now = System.nanoTime();
    switch (verb) {
      case "pass" -> {
        return board.walk(side(rest), false, now);
      }
      case "turn" -> {
        return board.walk(
            side(rest.startsWith("back") ? rest.substring(4).trim() : rest), true, now);
      }
      case "walk" -> visitors = Visitors.parse(rest);
      case "fault" -> board.fault(rest.equals("off") ? 0 : number(rest, 1));
      case "alarm" ->
          board.alarm(rest.equals("off") ? 0 : number(rest, TurnstileBoard.ALARM_TAILGATING));
      case "fire" -> board.fire(!rest.equals("off"), now);
      case "mute" -> board.mute(!rest.equals("off"));
      case "sensor" -> board.passSensorBroken(rest.equals("broken"));
      case "power" -> board.power(!rest.equals("off"), now);
      case "counters" -> {
        String[] both = rest.split("\\s+", -1);
        if (both.length != 2) {
          throw new IllegalArgumentException("expected two numbers: counters 10 20");
        }
        board.counters(number(both[0], 0), number(both[1], 0));
      }
      case "noise" -> line.noise(LineNoise.parse(rest));
      case "unplug" -> line.unplug();
      case "replug" -> line.replug();
      case "status" -> {
        return board.describe(now);
      }
      case "line" -> {
        return "port="
            + line.path()
            + " plugged="
            + line.isPlugged()
            + " "
            + line.noise()
            + " answered="
            + answered
            + " collisions="
            + line.collisions()
            + " skippedBytes="
            + collector.skippedBytes()
            + " walk="
            + visitors;
      }
      default -> throw new IllegalArgumentException("unknown command " + verb + " (try help)");
    }
    return "";
  }

  @Override
  public String help() {
    return """
        pass [left|right]        somebody walks through
        turn back [left|right]   somebody steps in and turns back
        walk 800 3% | walk off   people walk by themselves 800 ms after it opens; 3% turn back
        fault 3 | fault off      the board reports a fault and does not open
        alarm 1 | alarm off      1 tailgating, 2 intrusion
        fire on | fire off       the fire input opens everything
        mute | mute off          the board does not answer
        sensor broken | sensor ok  people are not counted
        power off | power on     counters start again at zero
        counters 10 20           set the left and the right counter
        noise 1% | noise split=5% drop=1% merge=1% corrupt=1% | noise off
        unplug | replug          pull the serial cable and put it back
        status | line            what the board and the line are doing
        2: pass                  any command to machine 2\
        """;
  }

  private void run() {
    while (running) {
      byte[] bytes = line.receive(LISTEN_MILLIS);
      List<byte[]> answers = new ArrayList<>();
      synchronized (boards) {
        long now = System.nanoTime();
        letPeopleWalk(now);
        if (bytes.length > 0) {
          lastByteAt = now;
          for (CommandFrame frame : collector.add(bytes)) {
            TurnstileBoard board = boards.get(frame.machine());
            if (board != null && board.obey(frame, now)) {
              answers.add(board.status(now));
            }
          }
        } else if (collector.hasHalf() && now - lastByteAt > HALF_COMMAND_LIMIT_NANOS) {
          collector.forgetHalf();
        }
      }
      for (byte[] answer : answers) {
        LockSupport.parkNanos(TURNAROUND_NANOS);
        line.send(answer);
        answered++;
      }
    }
  }

  private void letPeopleWalk(long now) {
    for (TurnstileBoard board : boards.values()) {
      board.advance(now);
      for (Side side : Side.values()) {
        int key = board.machine() * 2 + side.ordinal();
        if (!board.isOpenTo(side) || board.isOccupied()) {
          openSince.remove(key);
        } else if (visitors.automatic()) {
          long since = openSince.computeIfAbsent(key, unused -> now);
          if (now - since >= visitors.delayMillis() * MILLI) {
            openSince.remove(key);
            board.walk(side, visitors.turnsBack(random), now);
          }
        }
      }
    }
  }

  private TurnstileBoard board(int machine) {
    TurnstileBoard board = boards.get(machine);
    if (board == null) {
      throw new IllegalArgumentException(
          "no machine " + machine + " on this bus: " + boards.keySet());
    }
    return board;
  }

  private Side side(String text) {
    return switch (text) {
      case "", "left" -> Side.LEFT;
      case "right" -> Side.RIGHT;
      default -> throw new IllegalArgumentException("left or right, not " + text);
    };
  }

  private static int machineNumber(String text) {
    return number(text.trim(), 1);
  }

  private static int number(String text, int otherwise) {
    if (text.isEmpty() || text.equals("on")) {
      return otherwise;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("expected a number, not " + text, e);
    }
  }

  @Override
  public void close() {
    running = false;
    try {
      thread.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    line.close();
  }
}
