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
import io.shanmen.kernel.admission.Direction;
import io.shanmen.kernel.admission.PassageKind;
import io.shanmen.kernel.admission.Place;
import java.time.Instant;
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

  /** A board that is out of reach with people in the lane is waited for this long. */
  private static final long ABSENT_LIMIT_NANOS = NanoClock.millis(30_000);

  /** After a start with people possibly in the lane the counters get so long to settle. */
  private static final long RECOVERY_CALM_NANOS = NanoClock.millis(1_500);

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

  /** How far the task under way is. */
  record Progress(PassageTask task, int passed) {}

  private final Context context;
  private final Settings settings;
  private @Nullable Run run;
  private @Nullable Run last;
  private long lastClosedNanos;
  private long seenEntered;
  private long seenExited;
  private boolean recovered;
  private long recoveryStartedNanos;
  private boolean recoveryClosed;
  private long recoveryClosedNanos;

  PassageControl(Context context, Settings settings) {
    this.context = context;
    this.settings = settings;
    this.recoveryStartedNanos = context.nanos().nanoTime();
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
    return now == null ? null : new Progress(now.task, now.passed);
  }

  /**
   * Lets people in on a ticket. The journal has it before the turnstile does.
   *
   * @throws IllegalStateException where the journal cannot be written; the turnstile stays closed
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

  /** Ends the task under way because something else goes first (an emergency). */
  void cancel() {
    Run now = run;
    if (now != null) {
      finish(now, Cause.CANCELLED);
      last = null;
    }
  }

  /** Takes the next step and returns whether there was anything to do. */
  boolean step(Mode mode) {
    if (!recovered) {
      return recover();
    }
    boolean counted = count(mode);
    Run now = run;
    return now != null && advance(now, context.turnstile().view()) || counted;
  }

  private boolean count(Mode mode) {
    TurnstileView view = context.turnstile().view();
    boolean any = false;
    while (seenEntered < view.entered()) {
      seenEntered++;
      someone(Way.ENTRY, mode);
      any = true;
    }
    while (seenExited < view.exited()) {
      seenExited++;
      someone(Way.EXIT, mode);
      any = true;
    }
    return any;
  }

  private void someone(Way way, Mode mode) {
    Run now = run;
    Run before = last;
    if (now != null && now.task.way() == way && now.missing() > 0) {
      passed(now);
      now.deadlineNanos = context.nanos().nanoTime() + timeoutNanos();
    } else if (before != null
        && before.task.way() == way
        && before.missing() > 0
        && context.nanos().nanoTime() - lastClosedNanos < LATE_LIMIT_NANOS) {
      passed(before);
    } else if (way == Way.EXIT && mode != Mode.EMERGENCY_OPEN) {
      append(new JournalEvent.ExitPassed());
    } else {
      append(new JournalEvent.UnticketedPassed(direction(way), mode));
    }
  }

  private void passed(Run which) {
    which.passed++;
    switch (which.task) {
      case PassageTask.Ticket ticket -> {
        UUID requestId = ticket.admission().requestId();
        Instant at = append(new JournalEvent.Passed(requestId, which.passed));
        context.authority().confirm(requestId, which.passed, at);
      }
      case PassageTask.Manual manual ->
          append(
              new JournalEvent.ManualPassed(
                  manual.order().orderId(),
                  manual.order().reason(),
                  manual.order().by(),
                  which.passed));
    }
  }

  private boolean advance(Run now, TurnstileView view) {
    long nanos = context.nanos().nanoTime();
    boolean closed = view.position() == Position.CLOSED && view.settled();
    now.wasOpen |= view.position() == open(now.task.way());
    if (!settings.boardCounts() && now.wasOpen && (closed || nanos >= now.deadlineNanos)) {
      while (now.missing() > 0) {
        passed(now);
      }
    }
    if (now.missing() == 0) {
      finish(now, Cause.ALL_PASSED);
    } else if (view.openFailed()) {
      finish(now, Cause.CANCELLED);
    } else if (!now.closing && nanos >= now.deadlineNanos && !isWaitedFor(now, view, nanos)) {
      now.closing = true;
      now.closingSinceNanos = nanos;
      context.turnstile().close();
    } else if (now.closing && (closed || isGivenUp(now, view, nanos))) {
      finish(now, Cause.TIME_OUT);
    } else {
      return false;
    }
    return true;
  }

  /** Flaps are not closed on somebody who is just walking through. */
  private static boolean isWaitedFor(Run now, TurnstileView view, long nanos) {
    return view.occupied() && nanos - now.deadlineNanos < OCCUPIED_LIMIT_NANOS;
  }

  private static boolean isGivenUp(Run now, TurnstileView view, long nanos) {
    long limit =
        view.health() == TurnstileView.Health.ABSENT ? ABSENT_LIMIT_NANOS : CLOSING_LIMIT_NANOS;
    return nanos - now.closingSinceNanos >= limit;
  }

  private void finish(Run now, Cause cause) {
    run = null;
    last = now;
    lastClosedNanos = context.nanos().nanoTime();
    if (now.task instanceof PassageTask.Ticket ticket) {
      UUID requestId = ticket.admission().requestId();
      Instant at = append(new JournalEvent.Closed(requestId, now.passed, now.missing(), cause));
      context.authority().release(requestId, now.passed, 0, at);
    }
  }

  /**
   * After a start: closes the turnstile, then settles what was admitted and not closed when the
   * program ended. Who has passed meanwhile is told by the board's counter, which went on.
   */
  private boolean recover() {
    TurnstileView view = context.turnstile().view();
    long waited = context.nanos().nanoTime() - recoveryStartedNanos;
    if (!recoveryClosed && view.isOk()) {
      recoveryClosed = true;
      recoveryClosedNanos = context.nanos().nanoTime();
      if (view.position() != Position.FIRE_OPEN) {
        context.turnstile().close();
      }
      return true;
    }
    boolean still =
        view.settled()
            && (view.position() == Position.CLOSED || view.position() == Position.FIRE_OPEN);
    boolean told = recoveryClosed && view.isOk() && still && view.entryCounter() >= 0;
    List<Journal.Unfinished> unfinished = context.journal().unfinished();
    long calm = context.nanos().nanoTime() - recoveryClosedNanos;
    boolean ready = told && (unfinished.isEmpty() || calm >= RECOVERY_CALM_NANOS);
    if (!ready && waited < ABSENT_LIMIT_NANOS) {
      return false;
    }
    unfinished.forEach(one -> settle(one, view));
    seenEntered = view.entered();
    seenExited = view.exited();
    recovered = true;
    return true;
  }

  private void settle(Journal.Unfinished unfinished, TurnstileView view) {
    Way way = unfinished.passage() == PassageKind.EXIT ? Way.EXIT : Way.ENTRY;
    int counter = view.counter(way);
    int people =
        counter < 0 || unfinished.counterBefore() < 0
            ? unfinished.passed()
            : Turnstile.peopleBetween(unfinished.counterBefore(), counter);
    int passed = Math.clamp(people, unfinished.passed(), unfinished.people());
    for (int nth = unfinished.passed() + 1; nth <= passed; nth++) {
      append(new JournalEvent.Passed(unfinished.requestId(), nth));
    }
    append(
        new JournalEvent.Closed(
            unfinished.requestId(),
            passed,
            unfinished.people() - passed,
            passed == unfinished.people() ? Cause.ALL_PASSED : Cause.TIME_OUT));
  }

  private Instant append(JournalEvent event) {
    Instant at = context.clock().instant();
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
