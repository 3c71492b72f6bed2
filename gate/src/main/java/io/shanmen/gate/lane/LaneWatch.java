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
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
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

  /** After a failed write the journal is tried again each time so much has passed. */
  private static final long JOURNAL_PAUSE_NANOS = NanoClock.millis(1_000);

  /** More changes than this while nothing can be written are not kept. */
  private static final int NOTES_LIMIT = 100;

  private final LaneContext context;
  private final PassageControl passages;
  private final Map<String, String> faults = new HashMap<>();
  private final Map<String, Long> faultSince = new HashMap<>();
  private volatile Mode mode = Mode.OFFLINE;
  private int alarm;
  private boolean clockPlausible = true;
  private boolean holding;
  private final Deque<Note> notes = new ArrayDeque<>();
  private boolean journalFailed;
  private long journalRetryNanos;

  /** Something to journal, with its time. */
  private record Note(Instant at, JournalEvent event) {}

  LaneWatch(LaneContext context, PassageControl passages) {
    this.context = context;
    this.passages = passages;
  }

  Mode mode() {
    return mode;
  }

  /** The journal could not be written: the lane is shut until it can be again. */
  void journalFailed() {
    if (!journalFailed) {
      journalFailed = true;
      append(new JournalEvent.Fault(Part.JOURNAL, "journal: could not be written"));
    }
    journalRetryNanos = context.nanoTime() + JOURNAL_PAUSE_NANOS;
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
    writeNotes();
    return changed;
  }

  /** What has changed holds at once; that it is journaled may have to wait for the disk. */
  private void writeNotes() {
    if (journalFailed && context.nanoTime() - journalRetryNanos < 0) {
      return;
    }
    for (Note note = notes.peek(); note != null; note = notes.peek()) {
      context.memory().journal().append(note.at(), note.event());
      notes.remove();
    }
    if (journalFailed) {
      journalFailed = false;
      append(new JournalEvent.Fault(Part.JOURNAL, "journal: ok again"));
    }
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
    if (journalFailed) {
      return new Notice(Notice.Kind.OUT_OF_ORDER, "J");
    }
    if (view.openFailed()) {
      return new Notice(Notice.Kind.OUT_OF_ORDER, "B?");
    }
    return switch (view.health()) {
      case OK -> passages.isRecovered() ? null : new Notice(Notice.Kind.STARTING, "");
      case FAULT -> new Notice(Notice.Kind.OUT_OF_ORDER, "B" + view.fault());
      case ABSENT -> isPassing() ? null : new Notice(Notice.Kind.OUT_OF_ORDER, "B-");
    };
  }

  /** A board that is silent for a moment keeps nobody from walking through who may. */
  private boolean isPassing() {
    PassageControl.Progress progress = passages.progress();
    return progress != null && !progress.isOver();
  }

  private static String boardFault(TurnstileView view) {
    return switch (view.health()) {
      case OK -> view.openFailed() ? "does not open" : "";
      case FAULT -> "fault " + view.fault();
      case ABSENT -> "no answer";
    };
  }

  private void append(JournalEvent event) {
    if (notes.size() < NOTES_LIMIT) {
      notes.add(new Note(context.instant(), event));
    }
  }

  private long now() {
    return context.nanoTime();
  }
}
