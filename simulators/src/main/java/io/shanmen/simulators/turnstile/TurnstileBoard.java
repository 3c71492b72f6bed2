package io.shanmen.simulators.turnstile;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One turnstile with its 7E/7F board: flaps that take time to move, people who take time to walk,
 * light barriers that see them, counters that count them.
 *
 * <p>Time is an argument (nanoseconds, monotonic), so that a test can walk a person through in no
 * time. Not safe for several threads: the bus owns it.
 */
final class TurnstileBoard {
  static final int STATUS_LENGTH_BYTES = 18;

  static final int ALARM_TAILGATING = 1;
  static final int ALARM_INTRUSION = 2;

  private static final int VERSION = 0x23;
  private static final int SUPPLY_VOLT_TENTHS = 0xF0;
  private static final int COUNTER_MASK = 0xFFFFFF;
  private static final long MILLI = 1_000_000;
  private static final long FLAP_NANOS = 350 * MILLI;
  private static final long STEP_NANOS = 150 * MILLI;

  /** After so long without a person a real board closes by itself; longer than any gate waits. */
  private static final long OWN_TIMEOUT_NANOS = 15_000 * MILLI;

  /** What stands at byte 4 of the status. */
  private enum Flap {
    CLOSED,
    LEFT_OPEN,
    RIGHT_OPEN,
    MOVING,
    FIRE_OPEN
  }

  /** A person between the barriers: came at a time, on the way to one side. */
  private record Walker(Side side, long cameAt, boolean turnsBack) {}

  private final int machine;
  private Flap flap = Flap.CLOSED;
  private Flap flapGoal = Flap.CLOSED;
  private long flapMovesUntil;
  private long openSince;
  private int leftPermits;
  private int rightPermits;
  private boolean leftAlways;
  private boolean rightAlways;
  private boolean leftForbidden;
  private boolean rightForbidden;
  private int leftCount;
  private int rightCount;
  private int fault;
  private int alarm;
  private int lastCommand;
  private boolean powered = true;
  private boolean mute;
  private boolean passSensorBroken;
  private @Nullable Walker walker;

  TurnstileBoard(int machine) {
    this.machine = machine;
  }

  int machine() {
    return machine;
  }

  /** Does what the frame says; returns whether the board answers at all. */
  boolean obey(CommandFrame frame, long now) {
    advance(now);
    if (!powered) {
      return false;
    }
    lastCommand = frame.opcode();
    switch (frame.opcode()) {
      case Opcode.ZERO_LEFT -> leftCount = 0;
      case Opcode.ZERO_RIGHT -> rightCount = 0;
      case Opcode.RESET -> {
        if (frame.d0() == Opcode.RESET_DATUM) {
          restart();
        }
      }
      case Opcode.LEFT_OPEN -> permit(Side.LEFT, frame.d0(), now);
      case Opcode.RIGHT_OPEN -> permit(Side.RIGHT, frame.d0(), now);
      case Opcode.LEFT_ALWAYS -> {
        leftAlways = true;
        openFor(Side.LEFT, now);
      }
      case Opcode.RIGHT_ALWAYS -> {
        rightAlways = true;
        openFor(Side.RIGHT, now);
      }
      case Opcode.CLOSE -> close(now);
      case Opcode.FORBID_LEFT -> leftForbidden = true;
      case Opcode.FORBID_RIGHT -> rightForbidden = true;
      case Opcode.CLEAR_FORBID -> {
        leftForbidden = false;
        rightForbidden = false;
      }
      default -> {
        // Queries and parameters change nothing here; every command is answered with the status.
      }
    }
    return !mute;
  }

  /** The 18 bytes that a board answers every command with. */
  byte[] status(long now) {
    advance(now);
    byte[] bytes = new byte[STATUS_LENGTH_BYTES];
    bytes[0] = 0x7F;
    bytes[1] = VERSION;
    bytes[2] = (byte) machine;
    bytes[3] = (byte) fault;
    bytes[4] = (byte) flap.ordinal();
    bytes[5] = (byte) alarm;
    putCounter(bytes, 6, leftCount);
    putCounter(bytes, 9, rightCount);
    bytes[12] = (byte) infrared(now);
    bytes[13] = (byte) lastCommand;
    bytes[14] = (byte) SUPPLY_VOLT_TENTHS;
    int sum = 0;
    for (int i = 0; i < STATUS_LENGTH_BYTES - 1; i++) {
      sum += bytes[i] & 0xFF;
    }
    bytes[STATUS_LENGTH_BYTES - 1] = (byte) ~sum;
    return bytes;
  }

  /** Lets the flaps, the person and the board's own clock catch up with the time. */
  void advance(long now) {
    if (flap == Flap.MOVING && now >= flapMovesUntil) {
      flap = flapGoal;
      openSince = flapMovesUntil;
    }
    Walker person = walker;
    if (person != null && now - person.cameAt() >= 4 * STEP_NANOS) {
      walker = null;
      if (!person.turnsBack()) {
        count(person.side(), now);
      }
    }
    boolean waiting = flap == Flap.LEFT_OPEN || flap == Flap.RIGHT_OPEN;
    boolean always = leftAlways || rightAlways;
    if (waiting && !always && walker == null && now - openSince >= OWN_TIMEOUT_NANOS) {
      close(now);
    }
  }

  /** A person steps into the turnstile; into closed flaps it is an intrusion. */
  String walk(Side side, boolean turnsBack, long now) {
    advance(now);
    if (walker != null) {
      throw new IllegalStateException("somebody is in the turnstile");
    }
    if (!isOpenTo(side)) {
      alarm |= ALARM_INTRUSION;
      throw new IllegalStateException("the turnstile is closed to the " + words(side));
    }
    walker = new Walker(side, now, turnsBack);
    return turnsBack ? "somebody steps in and turns back" : "somebody walks through";
  }

  /** Whether a person could walk through to this side now. */
  boolean isOpenTo(Side side) {
    return powered && (flap == Flap.FIRE_OPEN || flap == openFlap(side));
  }

  boolean isOccupied() {
    return walker != null;
  }

  void fault(int code) {
    fault = code;
  }

  void alarm(int bits) {
    alarm = bits;
  }

  void fire(boolean on, long now) {
    advance(now);
    if (on) {
      flap = Flap.FIRE_OPEN;
      flapGoal = Flap.FIRE_OPEN;
    } else {
      close(now);
    }
  }

  void mute(boolean silent) {
    mute = silent;
  }

  /** A broken pass sensor: people walk through and the counters stand still. */
  void passSensorBroken(boolean broken) {
    passSensorBroken = broken;
  }

  /** Power off and on: the counters start again at zero, as on boards without a battery. */
  void power(boolean on, long now) {
    advance(now);
    if (!on) {
      restart();
    }
    powered = on;
  }

  void counters(int left, int right) {
    leftCount = left & COUNTER_MASK;
    rightCount = right & COUNTER_MASK;
  }

  String describe(long now) {
    advance(now);
    return String.format(
        Locale.ROOT,
        "machine=%d power=%s gate=%s left=%d right=%d leftPermits=%d rightPermits=%d fault=%d"
            + " alarm=%d infrared=%02X",
        machine,
        powered ? "on" : "off",
        flap,
        leftCount,
        rightCount,
        leftPermits,
        rightPermits,
        fault,
        alarm,
        infrared(now));
  }

  private void permit(Side side, int people, long now) {
    boolean forbidden = side == Side.LEFT ? leftForbidden : rightForbidden;
    if (fault != 0 || forbidden || people == 0) {
      return;
    }
    if (side == Side.LEFT) {
      leftPermits = Math.min(255, leftPermits + people);
    } else {
      rightPermits = Math.min(255, rightPermits + people);
    }
    openSince = now;
    openFor(side, now);
  }

  private void openFor(Side side, long now) {
    Flap goal = openFlap(side);
    boolean isOpening = flap == Flap.MOVING && flapGoal == goal;
    if (fault == 0 && flap != Flap.FIRE_OPEN && flap != goal && !isOpening) {
      move(goal, now);
    }
  }

  private void close(long now) {
    leftPermits = 0;
    rightPermits = 0;
    leftAlways = false;
    rightAlways = false;
    boolean isClosing = flap == Flap.MOVING && flapGoal == Flap.CLOSED;
    if (flap != Flap.CLOSED && !isClosing) {
      move(Flap.CLOSED, now);
    }
  }

  private void move(Flap goal, long now) {
    flap = Flap.MOVING;
    flapGoal = goal;
    flapMovesUntil = now + FLAP_NANOS;
  }

  private void restart() {
    flap = Flap.CLOSED;
    flapGoal = Flap.CLOSED;
    leftPermits = 0;
    rightPermits = 0;
    leftAlways = false;
    rightAlways = false;
    leftForbidden = false;
    rightForbidden = false;
    leftCount = 0;
    rightCount = 0;
    alarm = 0;
    walker = null;
  }

  private void count(Side side, long now) {
    if (!passSensorBroken) {
      if (side == Side.LEFT) {
        leftCount = leftCount + 1 & COUNTER_MASK;
      } else {
        rightCount = rightCount + 1 & COUNTER_MASK;
      }
    }
    leftPermits -= side == Side.LEFT && leftPermits > 0 ? 1 : 0;
    rightPermits -= side == Side.RIGHT && rightPermits > 0 ? 1 : 0;
    openSince = now;
    boolean free = flap == Flap.FIRE_OPEN || leftAlways || rightAlways;
    if (free) {
      return;
    }
    if (leftPermits == 0 && rightPermits == 0) {
      close(now);
    } else if (permits(side) == 0) {
      openFor(side == Side.LEFT ? Side.RIGHT : Side.LEFT, now);
    }
  }

  private int permits(Side side) {
    return side == Side.LEFT ? leftPermits : rightPermits;
  }

  /** Four pairs of barriers, seen from the left; a person covers one or two at a time. */
  private int infrared(long now) {
    Walker person = walker;
    if (person == null) {
      return 0;
    }
    int step = (int) Math.min(3, (now - person.cameAt()) / STEP_NANOS);
    int place = person.turnsBack() && step > 1 ? 3 - step : step;
    int fromEntrance = 0b11 << place & 0xF;
    return person.side() == Side.LEFT ? fromEntrance : Integer.reverse(fromEntrance) >>> 28;
  }

  private static Flap openFlap(Side side) {
    return side == Side.LEFT ? Flap.LEFT_OPEN : Flap.RIGHT_OPEN;
  }

  private static String words(Side side) {
    return side == Side.LEFT ? "left" : "right";
  }

  private static void putCounter(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >> 16);
    bytes[at + 1] = (byte) (value >> 8);
    bytes[at + 2] = (byte) value;
  }
}
