package io.shanmen.gate.lane;

import io.shanmen.gate.Mode;
import io.shanmen.gate.agent.NanoClock;
import io.shanmen.gate.board.Turnstile;
import io.shanmen.gate.board.Turnstile.Way;
import io.shanmen.gate.board.TurnstileView;
import io.shanmen.gate.board.TurnstileView.Position;
import io.shanmen.gate.clock.DisciplinedClock;
import io.shanmen.gate.link.Authority;
import io.shanmen.gate.store.Journal;
import io.shanmen.gate.store.JournalEvent;
import io.shanmen.gate.store.JournalEvent.Cause;
import io.shanmen.gate.store.StoreFailure;
import io.shanmen.kernel.admission.Direction;
import io.shanmen.kernel.admission.PassageKind;
import io.shanmen.kernel.admission.Place;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The second phase of an admission: journal, open, count who passes, close, release who did not.
 * One task at a time, so that every person counted belongs to somebody.
 */
final class PassageControl {
  /** A board that does not say that it is closed for so long is believed closed. */
  private static final long CLOSING_LIMIT_NANOS = NanoClock.millis(3_000);

  /** Somebody who stands between the flaps when the time is over gets so long to move on. */
  private static final long OCCUPIED_LIMIT_NANOS = NanoClock.millis(5_000);

  /** After a start a board that does not say that it is closed is believed closed. */
  private static final long RECOVERY_LIMIT_NANOS = NanoClock.millis(30_000);

  /** After a start with people possibly in the lane the counters get so long to settle. */
  private static final long RECOVERY_CALM_NANOS = NanoClock.millis(1_500);

  /** A journal that could not be written is tried again after so long. */
  private static final long JOURNAL_RETRY_NANOS = NanoClock.millis(200);

  /** Somebody who is counted so shortly after the release still belongs to it (flagged as late). */
  private static final long LATE_LIMIT_NANOS = NanoClock.millis(10_000);

  /** What the control works with. */
  record Context(
      Turnstile turnstile,
      Journal journal,
      Authority authority,
      DisciplinedClock clock,
      NanoClock nanos) {}

  /**
   * How this lane is set.
   *
   * @param timeoutMillis so long after opening, and after each person, nobody need come
   * @param boardCounts whether the board tells who passed; where it cannot, who was let in has
   */
  record Settings(LongSupplier timeoutMillis, boolean boardCounts) {}

  /** A task under way or just over. */
  private static final class Run {
    final PassageTask task;
    int passed;
    boolean wasOpen;
    long deadlineNanos;
    boolean closing;
    long closingSinceNanos;

    Run(PassageTask task, long deadlineNanos) {
      this.task = task;
      this.deadlineNanos = deadlineNanos;
    }

    int missing() {
      return task.people() - passed;
    }
  }

  /**
   * Somebody whom the turnstile counted. When that was is kept from the moment it is seen: a disk
   * that is full for hours must not move people into another day.
   */
  private record Counted(Way way, Mode mode, Instant at, long nanos) {}

  /**
   * How far the task under way is.
   *
   * @param isOver its time is over, and the flaps are to close
   */
  record Progress(PassageTask task, int passed, boolean isOver) {}

  private final Context context;
  private final Settings settings;
  private @Nullable Run run;
  private @Nullable Run last;
  private long lastClosedNanos;
  private final Deque<Counted> counted = new ArrayDeque<>();
  private long seenEntered;
  private long seenExited;
  private boolean recovered;
  private boolean recoveryBegun;
  private long recoveryBegunNanos;
  private long journalRetryNanos;

  PassageControl(Context context, Settings settings) {
    this.context = context;
    this.settings = settings;
    this.journalRetryNanos = context.nanos().nanoTime();
  }

  /** Whether somebody may be let in now. */
  boolean isFree() {
    return recovered && run == null;
  }

  /** Whether what a crash left behind has been settled. */
  boolean isRecovered() {
    return recovered;
  }

  @Nullable Progress progress() {
    Run now = run;
    return now == null ? null : new Progress(now.task, now.passed, now.closing);
  }

  /**
   * Lets people in on a ticket. The journal has it before the turnstile does.
   *
   * @throws StoreFailure where the journal cannot be written; the turnstile stays closed
   */
  void begin(PassageTask.Ticket task, Place place) {
    int counter = context.turnstile().view().counter(task.way());
    append(new JournalEvent.Admitted(task.admission(), place, counter));
    open(task);
  }

  /** Lets people through because staff ordered it; each is journaled when counted. */
  void begin(PassageTask.Manual task) {
    open(task);
  }

  private void open(PassageTask task) {
    context.turnstile().open(task.way(), task.people());
    run = new Run(task, context.nanos().nanoTime() + timeoutNanos());
  }

  /**
   * Takes the next step and returns whether there was anything to do.
   *
   * @throws StoreFailure where the journal cannot be written: the same step is taken again later,
   *     so that nobody who passed is forgotten
   */
  boolean step(Mode mode) {
    long nanos = context.nanos().nanoTime();
    try {
      if (recovered) {
        look(mode);
      }
      if (nanos - journalRetryNanos < 0) {
        return false;
      }
      if (!recovered) {
        return recover(mode);
      }
      boolean any = account();
      Run now = run;
      if (now == null) {
        return any;
      }
      if (mode == Mode.EMERGENCY_OPEN) {
        // People first (R89): whoever walks from now on walks out of the count of tickets.
        finish(now, Cause.CANCELLED);
        last = null;
        return true;
      }
      return advance(now, context.turnstile().view()) || any;
    } catch (StoreFailure e) {
      journalRetryNanos = nanos + JOURNAL_RETRY_NANOS;
      throw e;
    } finally {
      closeInTime();
    }
  }

  /** Sees whom the turnstile has counted, whatever becomes of the journal. */
  private void look(Mode mode) {
    TurnstileView view = context.turnstile().view();
    for (; seenEntered < view.entered(); seenEntered++) {
      counted.add(seen(Way.ENTRY, mode));
    }
    for (; seenExited < view.exited(); seenExited++) {
      counted.add(seen(Way.EXIT, mode));
    }
  }

  private Counted seen(Way way, Mode mode) {
    return new Counted(way, mode, context.clock().instant(), context.nanos().nanoTime());
  }

  /** Writes down whom they belong to; whoever cannot be written down yet remains. */
  private boolean account() {
    boolean any = false;
    for (Counted one = counted.peek(); one != null; one = counted.peek()) {
      someone(one);
      counted.remove();
      any = true;
    }
    return any;
  }

  private void someone(Counted one) {
    Run now = run;
    Run before = last;
    if (now != null && now.task.way() == one.way() && now.missing() > 0) {
      passed(now, one.at());
      now.deadlineNanos = one.nanos() + timeoutNanos();
    } else if (before != null
        && before.task.way() == one.way()
        && before.missing() > 0
        && one.nanos() - lastClosedNanos < LATE_LIMIT_NANOS) {
      passed(before, one.at());
    } else if (one.way() == Way.EXIT && one.mode() != Mode.EMERGENCY_OPEN) {
      append(one.at(), new JournalEvent.ExitPassed());
    } else {
      append(one.at(), new JournalEvent.UnticketedPassed(direction(one.way()), one.mode()));
    }
  }

  private void passed(Run which, Instant at) {
    int nth = which.passed + 1;
    switch (which.task) {
      case PassageTask.Ticket ticket -> {
        UUID requestId = ticket.admission().requestId();
        append(at, new JournalEvent.Passed(requestId, nth));
        context.authority().confirm(requestId, nth, at);
      }
      case PassageTask.Manual manual ->
          append(
              at,
              new JournalEvent.ManualPassed(
                  manual.order().orderId(), manual.order().reason(), manual.order().by(), nth));
    }
    which.passed = nth;
  }

  private boolean advance(Run now, TurnstileView view) {
    long nanos = context.nanos().nanoTime();
    boolean closed = view.position() == Position.CLOSED && view.settled();
    now.wasOpen |= view.position() == open(now.task.way());
    if (!settings.boardCounts() && now.wasOpen && (closed || nanos >= now.deadlineNanos)) {
      while (now.missing() > 0) {
        passed(now, context.clock().instant());
      }
    }
    if (view.health() == TurnstileView.Health.ABSENT) {
      // Only the board knows who passes meanwhile, and it will tell.
      now.closingSinceNanos = nanos;
    }
    if (now.missing() == 0) {
      finish(now, Cause.ALL_PASSED);
    } else if (view.openFailed()) {
      finish(now, Cause.CANCELLED);
    } else if (now.closing && (closed || nanos - now.closingSinceNanos >= CLOSING_LIMIT_NANOS)) {
      finish(now, Cause.TIME_OUT);
    } else {
      return false;
    }
    return true;
  }

  /** When the time is over the flaps close, whatever becomes of the journal. */
  private void closeInTime() {
    Run now = run;
    if (now != null && !now.closing) {
      long late = context.nanos().nanoTime() - now.deadlineNanos;
      // Flaps are not closed on somebody who is just walking through.
      boolean isWaitedFor = context.turnstile().view().occupied() && late < OCCUPIED_LIMIT_NANOS;
      if (late >= 0 && !isWaitedFor) {
        now.closing = true;
        now.closingSinceNanos = context.nanos().nanoTime();
        context.turnstile().close();
      }
    }
  }

  private void finish(Run now, Cause cause) {
    if (now.task instanceof PassageTask.Ticket ticket) {
      UUID requestId = ticket.admission().requestId();
      Instant at = append(new JournalEvent.Closed(requestId, now.passed, now.missing(), cause));
      context.authority().release(requestId, now.passed, 0, at);
    }
    run = null;
    last = now;
    lastClosedNanos = context.nanos().nanoTime();
  }

  /**
   * After a start: closes the turnstile, then settles what was admitted and not closed when the
   * program ended. Who has passed meanwhile is told by the board's counter, which went on; a board
   * that does not answer yet is waited for, since nobody else knows.
   */
  private boolean recover(Mode mode) {
    TurnstileView view = context.turnstile().view();
    if (view.health() == TurnstileView.Health.ABSENT || view.entryCounter() < 0) {
      return false;
    }
    long nanos = context.nanos().nanoTime();
    boolean emergency = mode == Mode.EMERGENCY_OPEN || view.position() == Position.FIRE_OPEN;
    if (!recoveryBegun) {
      recoveryBegun = true;
      recoveryBegunNanos = nanos;
      if (!emergency) {
        context.turnstile().close();
      }
      return true;
    }
    long calm = nanos - recoveryBegunNanos;
    boolean still = emergency || view.position() == Position.CLOSED;
    boolean told = view.settled() && still || calm >= RECOVERY_LIMIT_NANOS;
    if (!told) {
      return false;
    }
    List<Journal.Unfinished> unfinished = context.journal().unfinished();
    if (!unfinished.isEmpty() && calm < RECOVERY_CALM_NANOS) {
      return false;
    }
    unfinished.forEach(one -> settle(one, view));
    seenEntered = view.entered();
    seenExited = view.exited();
    recovered = true;
    return true;
  }

  private void settle(Journal.Unfinished unfinished, TurnstileView view) {
    int passed = passedOf(unfinished, view);
    for (int nth = unfinished.passed() + 1; nth <= passed; nth++) {
      append(latestPassage(unfinished), new JournalEvent.Passed(unfinished.requestId(), nth));
    }
    append(
        new JournalEvent.Closed(
            unfinished.requestId(),
            passed,
            unfinished.people() - passed,
            passed == unfinished.people() ? Cause.ALL_PASSED : Cause.TIME_OUT));
  }

  private int passedOf(Journal.Unfinished unfinished, TurnstileView view) {
    if (!settings.boardCounts()) {
      // The order to open left with the journal entry: rather one person who has to ask staff than
      // a ticket that lets in as often as the gate is switched off.
      return unfinished.people();
    }
    int counter = view.counter(unfinished.passage() == PassageKind.EXIT ? Way.EXIT : Way.ENTRY);
    int people =
        counter < 0 || unfinished.counterBefore() < 0
            ? unfinished.passed()
            : Turnstile.peopleBetween(unfinished.counterBefore(), counter);
    return Math.clamp(people, unfinished.passed(), unfinished.people());
  }

  /**
   * When those whom the board counted meanwhile must have passed: while the flaps were open for
   * them, not when the gate was switched on again, perhaps on another day.
   */
  private Instant latestPassage(Journal.Unfinished unfinished) {
    Instant now = context.clock().instant();
    Instant admitted = unfinished.admittedAt();
    Instant closed = admitted.plusNanos(timeoutNanos() * unfinished.people());
    if (now.isBefore(admitted)) {
      return admitted;
    }
    return now.isBefore(closed) ? now : closed;
  }

  private Instant append(JournalEvent event) {
    return append(context.clock().instant(), event);
  }

  private Instant append(Instant at, JournalEvent event) {
    context.journal().append(at, event);
    return at;
  }

  private long timeoutNanos() {
    return NanoClock.millis(settings.timeoutMillis().getAsLong());
  }

  private static Position open(Way way) {
    return way == Way.ENTRY ? Position.OPEN_TO_ENTRY : Position.OPEN_TO_EXIT;
  }

  private static Direction direction(Way way) {
    return way == Way.ENTRY ? Direction.ENTRY : Direction.EXIT;
  }
}
