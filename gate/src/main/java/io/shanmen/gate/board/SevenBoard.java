package io.shanmen.gate.board;

import io.shanmen.gate.agent.NanoClock;
import io.shanmen.gate.board.TurnstileView.Health;
import io.shanmen.gate.board.TurnstileView.Position;
import org.jspecify.annotations.Nullable;

/**
 * One 7E/7F board on a bus: keeps what is wanted of it and what it last said, and hands the bus the
 * next command.
 *
 * <p>Opening adds permits on the board, so an order to open is repeated only after the board has
 * said that it is still closed and has counted nobody. Not safe for several threads.
 */
final class SevenBoard implements Turnstile {
  private static final long POLL_IDLE_NANOS = NanoClock.millis(250);
  private static final long POLL_BUSY_NANOS = NanoClock.millis(20);
  private static final long ABSENT_AFTER_NANOS = NanoClock.millis(1_500);
  private static final long REPEAT_NANOS = NanoClock.millis(120);

  /**
   * An answer this young may still be one to an older question, from before the order: it proves
   * nothing about the order.
   */
  private static final long STALE_LIMIT_NANOS = NanoClock.millis(350);

  private static final int OPEN_ATTEMPTS_LIMIT = 6;

  /** After a failure to open the lane is out of order for so long, then may try again. */
  private static final long FAILURE_SHOWN_NANOS = NanoClock.millis(10_000);

  private static final int DATUM_ALWAYS = 1;

  /** Which way people walk who come in, as the board names it. */
  public enum EntrySide {
    LEFT,
    RIGHT
  }

  /** An order to open that the board has not carried out yet. */
  private static final class Opening {
    final Way way;
    final int people;
    final int counterBefore;
    int attempts;
    long lastSentNanos;
    boolean stillClosed = true;

    Opening(Way way, int people, int counterBefore) {
      this.way = way;
      this.people = people;
      this.counterBefore = counterBefore;
    }
  }

  private final int machine;
  private final EntrySide entrySide;
  private final CounterWatch left = new CounterWatch();
  private final CounterWatch right = new CounterWatch();
  private @Nullable BoardStatus last;
  private long lastHeardNanos;
  private long lastAskedNanos;
  private int faultSeen;
  private int fault;
  private @Nullable Opening opening;
  private boolean openFailed;
  private long openFailedNanos;
  private boolean closing;
  private boolean closeSent;
  private long closeFirstSentNanos;
  private long closeSentNanos;
  private boolean held;
  private boolean holdSent;
  private long holdSentNanos;
  private volatile long openSentNanos;
  private volatile TurnstileView view;

  SevenBoard(int machine, EntrySide entrySide, long nowNanos) {
    this.machine = machine;
    this.entrySide = entrySide;
    this.lastHeardNanos = nowNanos - ABSENT_AFTER_NANOS;
    this.lastAskedNanos = nowNanos - POLL_IDLE_NANOS;
    this.closeSentNanos = nowNanos - REPEAT_NANOS;
    this.holdSentNanos = nowNanos - REPEAT_NANOS;
    this.view = describe(nowNanos);
  }

  int machine() {
    return machine;
  }

  @Override
  public void open(Way way, int people) {
    closing = false;
    openFailed = false;
    opening = new Opening(way, people, watch(way).raw());
    view = describe(lastHeardNanos);
  }

  @Override
  public void close() {
    opening = null;
    if (!held) {
      beginClosing();
    }
    view = describe(lastHeardNanos);
  }

  private void beginClosing() {
    closing = true;
    closeSent = false;
  }

  @Override
  public void holdOpen(boolean wanted) {
    if (held && !wanted) {
      beginClosing();
    }
    if (!held && wanted) {
      opening = null;
      closing = false;
      holdSent = false;
    }
    held = wanted;
  }

  @Override
  public TurnstileView view() {
    return view;
  }

  @Override
  public long openSentNanos() {
    return openSentNanos;
  }

  /** The next question about its state, or null where it is not yet time. */
  byte @Nullable [] nextQuery(long now) {
    view = describe(now);
    if (now - lastAskedNanos < (isBusy() ? POLL_BUSY_NANOS : POLL_IDLE_NANOS)) {
      return null;
    }
    lastAskedNanos = now;
    return BoardCommand.QUERY.frame(machine, 0);
  }

  /** The next order, or null where nothing is wanted. Every order is answered like a query. */
  byte @Nullable [] nextOrder(long now) {
    Opening wanted = opening;
    if (wanted != null && wanted.stillClosed) {
      if (wanted.attempts == OPEN_ATTEMPTS_LIMIT) {
        opening = null;
        openFailed = true;
        openFailedNanos = now;
        beginClosing();
      } else {
        wanted.attempts++;
        wanted.lastSentNanos = now;
        wanted.stillClosed = false;
        openSentNanos = now;
        return openCommand(wanted.way).frame(machine, wanted.people);
      }
    }
    if (closing && now - closeSentNanos >= REPEAT_NANOS) {
      closeSentNanos = now;
      closeFirstSentNanos = closeSent ? closeFirstSentNanos : now;
      closeSent = true;
      return BoardCommand.CLOSE.frame(machine, 0);
    }
    if (held && !isHeldOpen() && now - holdSentNanos >= REPEAT_NANOS) {
      holdSentNanos = now;
      holdSent = true;
      return alwaysCommand().frame(machine, DATUM_ALWAYS);
    }
    return null;
  }

  /** The board has answered. */
  void heard(BoardStatus status, long now) {
    last = status;
    lastHeardNanos = now;
    left.read(status.left());
    right.read(status.right());
    // A fault is believed at second sight too, and so is its end.
    fault = status.fault() == faultSeen ? faultSeen : fault;
    faultSeen = status.fault();
    Position position = position(status);
    Opening wanted = opening;
    if (wanted != null && wanted.attempts > 0) {
      boolean counted = watch(wanted.way).raw() != wanted.counterBefore;
      if (counted || position == open(wanted.way) || position == Position.FIRE_OPEN) {
        opening = null;
      } else if (position == Position.CLOSED
          && !watch(wanted.way).isInDoubt()
          && now - wanted.lastSentNanos >= STALE_LIMIT_NANOS) {
        wanted.stillClosed = true;
      }
    }
    boolean isAnswer = closeSent && now - closeFirstSentNanos >= STALE_LIMIT_NANOS;
    if (closing && isAnswer && position == Position.CLOSED) {
      closing = false;
    }
    view = describe(now);
  }

  private boolean isBusy() {
    BoardStatus status = last;
    return opening != null
        || closing
        || left.isInDoubt()
        || right.isInDoubt()
        || faultSeen != fault
        || status != null && (status.gate() != 0 || status.infrared() != 0);
  }

  /** Flaps that are open inwards, or to the exit for one visitor only, are not what is wanted. */
  private boolean isHeldOpen() {
    BoardStatus status = last;
    Position position = status == null ? Position.UNKNOWN : position(status);
    return switch (position) {
      case FIRE_OPEN -> true;
      case OPEN_TO_EXIT -> holdSent;
      case OPEN_TO_ENTRY, MOVING, UNKNOWN, CLOSED -> false;
    };
  }

  private TurnstileView describe(long now) {
    BoardStatus status = last;
    boolean absent = now - lastHeardNanos >= ABSENT_AFTER_NANOS;
    Health health = absent ? Health.ABSENT : fault != 0 ? Health.FAULT : Health.OK;
    CounterWatch in = watch(Way.ENTRY);
    CounterWatch out = watch(Way.EXIT);
    return new TurnstileView(
        health,
        status == null || absent ? Position.UNKNOWN : position(status),
        in.total(),
        out.total(),
        in.raw(),
        out.raw(),
        fault,
        status == null ? 0 : status.alarm(),
        status != null && status.infrared() != 0,
        opening == null && !closing && !left.isInDoubt() && !right.isInDoubt(),
        openFailed && now - openFailedNanos < FAILURE_SHOWN_NANOS);
  }

  private CounterWatch watch(Way way) {
    boolean toLeft = entrySide == EntrySide.LEFT == (way == Way.ENTRY);
    return toLeft ? left : right;
  }

  private BoardCommand openCommand(Way way) {
    boolean toLeft = entrySide == EntrySide.LEFT == (way == Way.ENTRY);
    return toLeft ? BoardCommand.LEFT_OPEN : BoardCommand.RIGHT_OPEN;
  }

  /** In an emergency the flaps stand open towards the exit. */
  private BoardCommand alwaysCommand() {
    return entrySide == EntrySide.LEFT ? BoardCommand.RIGHT_ALWAYS : BoardCommand.LEFT_ALWAYS;
  }

  private Position position(BoardStatus status) {
    return switch (status.gate()) {
      case 0 -> Position.CLOSED;
      case 1 -> entrySide == EntrySide.LEFT ? Position.OPEN_TO_ENTRY : Position.OPEN_TO_EXIT;
      case 2 -> entrySide == EntrySide.LEFT ? Position.OPEN_TO_EXIT : Position.OPEN_TO_ENTRY;
      case 3 -> Position.MOVING;
      case 4 -> Position.FIRE_OPEN;
      default -> Position.UNKNOWN;
    };
  }

  private static Position open(Way way) {
    return way == Way.ENTRY ? Position.OPEN_TO_ENTRY : Position.OPEN_TO_EXIT;
  }
}
