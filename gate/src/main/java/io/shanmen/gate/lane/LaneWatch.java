package io.shanmen.gate.lane;

import io.shanmen.gate.Mode;
import io.shanmen.gate.agent.NanoClock;
import io.shanmen.gate.board.TurnstileView;
import io.shanmen.gate.board.TurnstileView.Position;
import io.shanmen.gate.display.Screen.Notice;
import io.shanmen.gate.link.Connection;
import io.shanmen.gate.store.GatePlace;
import io.shanmen.gate.store.JournalEvent;
import io.shanmen.gate.store.JournalEvent.Part;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks after a lane's health: who decides now, whether anybody can be served at all, and a journal
 * entry for each change.
 */
final class LaneWatch {
  /** A fault must last so long to be one; a board has so long to answer after a start. */
  private static final long FAULT_AFTER_NANOS = NanoClock.millis(2_000);

  /** After a failed write the lane is shut for so long, then tries again. */
  private static final long JOURNAL_PAUSE_NANOS = NanoClock.millis(5_000);

  private final LaneAgent.Context context;
  private final PassageControl passages;
  private final Map<String, String> faults = new HashMap<>();
  private final Map<String, Long> faultSince = new HashMap<>();
  private volatile Mode mode = Mode.OFFLINE;
  private int alarm;
  private boolean clockPlausible = true;
  private boolean holding;
  private boolean journalFailed;
  private long journalFailedNanos;

  LaneWatch(LaneAgent.Context context, PassageControl passages) {
    this.context = context;
    this.passages = passages;
  }

  Mode mode() {
    return mode;
  }

  void journalFailed() {
    journalFailed = true;
    journalFailedNanos = now();
  }

  /** Notes what has changed and returns whether anything has. */
  boolean step() {
    TurnstileView view = context.devices().turnstile().view();
    boolean changed = watchMode(view);
    changed |= watchPart(Part.BOARD, "board", boardFault(view));
    for (ReaderPort reader : context.devices().readers()) {
      changed |= watchPart(Part.READER, reader.name(), reader.isUp() ? "" : "port lost");
    }
    changed |= watchAlarm(view);
    changed |= watchClock();
    return changed;
  }

  private boolean watchMode(TurnstileView view) {
    GatePlace here = context.memory().list().facts().here();
    boolean ordered = here != null && here.emergencyOrdered();
    boolean fire = view.position() == Position.FIRE_OPEN;
    if (ordered != holding) {
      holding = ordered;
      context.devices().turnstile().holdOpen(ordered);
    }
    Connection connection = context.server().connection();
    Mode next = ordered || fire ? Mode.EMERGENCY_OPEN : connection.mode();
    if (next == mode) {
      return false;
    }
    if (next == Mode.EMERGENCY_OPEN) {
      // People first (R89): whoever was being let in walks out of the count of tickets.
      passages.cancel();
    }
    String cause =
        next == Mode.EMERGENCY_OPEN || mode == Mode.EMERGENCY_OPEN
            ? ordered ? "ordered" : fire ? "fire input" : "emergency over"
            : connection.cause();
    append(new JournalEvent.ModeChanged(mode, next, cause));
    mode = next;
    return true;
  }

  private boolean watchPart(Part part, String name, String fault) {
    if (fault.equals(faults.getOrDefault(name, ""))) {
      faultSince.remove(name);
      return false;
    }
    long since = faultSince.computeIfAbsent(name, unused -> now());
    if (!fault.isEmpty() && now() - since < FAULT_AFTER_NANOS) {
      return false;
    }
    faultSince.remove(name);
    faults.put(name, fault);
    append(new JournalEvent.Fault(part, name + ": " + (fault.isEmpty() ? "ok again" : fault)));
    return true;
  }

  private boolean watchAlarm(TurnstileView view) {
    if (view.alarm() == alarm) {
      return false;
    }
    alarm = view.alarm();
    if (alarm != 0) {
      String text = String.format(Locale.ROOT, "board: alarm %02X", alarm);
      append(new JournalEvent.Fault(Part.BOARD, text));
    }
    return true;
  }

  private boolean watchClock() {
    boolean plausible = context.clocks().clock().isPlausible();
    if (plausible == clockPlausible) {
      return false;
    }
    clockPlausible = plausible;
    append(new JournalEvent.ClockSet(context.clocks().clock().offsetMillis(), plausible));
    return true;
  }

  /** Why nobody is served with tickets now, or null. */
  @Nullable Notice blocked() {
    TurnstileView view = context.devices().turnstile().view();
    Connection connection = context.server().connection();
    boolean placed = context.memory().list().facts().here() != null;
    if (mode == Mode.EMERGENCY_OPEN) {
      return new Notice(Notice.Kind.EMERGENCY, "");
    }
    if (connection.isRevoked()) {
      return new Notice(Notice.Kind.REVOKED, "");
    }
    if (!placed || !connection.isAssigned()) {
      return new Notice(Notice.Kind.NOT_SET_UP, "");
    }
    if (journalFailed && now() - journalFailedNanos < JOURNAL_PAUSE_NANOS) {
      return new Notice(Notice.Kind.OUT_OF_ORDER, "J");
    }
    if (view.openFailed()) {
      return new Notice(Notice.Kind.OUT_OF_ORDER, "B?");
    }
    return switch (view.health()) {
      case OK -> passages.isRecovered() ? null : new Notice(Notice.Kind.STARTING, "");
      case FAULT -> new Notice(Notice.Kind.OUT_OF_ORDER, "B" + view.fault());
      case ABSENT ->
          passages.progress() == null ? new Notice(Notice.Kind.OUT_OF_ORDER, "B-") : null;
    };
  }

  private static String boardFault(TurnstileView view) {
    return switch (view.health()) {
      case OK -> view.openFailed() ? "does not open" : "";
      case FAULT -> "fault " + view.fault();
      case ABSENT -> "no answer";
    };
  }

  private void append(JournalEvent event) {
    context.memory().journal().append(context.clocks().clock().instant(), event);
  }

  private long now() {
    return context.clocks().nanos().nanoTime();
  }
}
