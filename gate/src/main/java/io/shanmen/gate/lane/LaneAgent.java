package io.shanmen.gate.lane;

import io.shanmen.gate.Mode;
import io.shanmen.gate.agent.Agent;
import io.shanmen.gate.agent.NanoClock;
import io.shanmen.gate.board.Turnstile;
import io.shanmen.gate.board.Turnstile.Way;
import io.shanmen.gate.display.Screen;
import io.shanmen.gate.lane.Decider.Decided;
import io.shanmen.gate.lane.Showing.Shown;
import io.shanmen.gate.store.GatePlace;
import io.shanmen.gate.store.JournalEvent.DecidedBy;
import io.shanmen.gate.store.OpenOrder;
import io.shanmen.gate.store.StoreFailure;
import org.jspecify.annotations.Nullable;

/**
 * One lane at work: a code before the reader, the question to the server or the gate's own
 * decision, the passage, and the display all the while. One visitor at a time; the next one's code
 * waits.
 */
public final class LaneAgent implements Agent {
  private static final long ORDERS_EVERY_NANOS = NanoClock.millis(500);

  private final LaneContext context;
  private final CodeQueue codes;
  private final Decider decider;
  private final PassageControl passages;
  private final LaneWatch watch;
  private final LaneScreen screen;
  private final OpeningTimes times;
  private @Nullable Shown admittedOn;
  private long nextOrdersNanos;
  private volatile boolean serving;

  public LaneAgent(LaneContext context) {
    this.context = context;
    this.codes = new CodeQueue(context);
    this.decider = new Decider(context);
    this.passages =
        new PassageControl(
            new PassageControl.Context(
                context.devices().turnstile(),
                context.memory().journal(),
                context.server().authority(),
                context.clocks().clock(),
                context.clocks().nanos()),
            new PassageControl.Settings(
                () -> context.facts().settings().times().passageTimeout(),
                context.settings().boardCounts()));
    this.watch = new LaneWatch(context, passages);
    this.screen = new LaneScreen(context.surroundings().display(), context.clocks().nanos());
    this.times = new OpeningTimes(context.clocks().nanos());
    this.nextOrdersNanos = context.nanoTime();
  }

  @Override
  public String role() {
    return context.settings().name();
  }

  @Override
  public int doWork() {
    int work = 0;
    try {
      work += watch.step() ? 1 : 0;
      work += passages.step(watch.mode()) ? 1 : 0;
      work += readCodes();
      work += hearAnswer();
      work += serveNext();
      work += obeyOrders();
    } catch (StoreFailure e) {
      // What cannot be journaled must not happen: nobody is served until it can be.
      context.surroundings().errors().add("journal", e);
      watch.journalFailed();
    }
    Turnstile turnstile = context.devices().turnstile();
    times.look(turnstile);
    Screen.Notice blocked = watch.blocked();
    serving = blocked == null;
    screen.update(
        watch.mode(), context.facts(), blocked, passages.progress(), turnstile.view().alarm());
    return work;
  }

  private int readCodes() {
    int work = 0;
    for (Shown shown : codes.read()) {
      work++;
      if (watch.blocked() == null && !isAtHand(shown)) {
        codes
            .answerBefore(shown)
            .ifPresentOrElse(before -> repeat(before), () -> codes.await(shown));
      }
    }
    return work;
  }

  /** The same reader sees the same code again: the same answer, and nothing is used. */
  private void repeat(Verdict before) {
    switch (before) {
      case Verdict.Refuse refuse -> screen.refuse(refuse, context.facts());
      // People who may pass are on the display anyway.
      case Verdict.Admit _, Verdict.Nothing _ -> {}
    }
  }

  /** Whether this very code is being asked about, or its people are passing. */
  private boolean isAtHand(Shown shown) {
    Showing asking = decider.asking();
    Shown admitted = admittedOn;
    return asking != null && asking.shown().isSameCode(shown)
        || passages.progress() != null && admitted != null && admitted.isSameCode(shown);
  }

  private int serveNext() {
    GatePlace here = context.facts().here();
    if (codes.isEmpty() || !isFree() || here == null) {
      return 0;
    }
    Shown next = codes.next();
    if (next != null) {
      times.presented(next);
      Decided decided = decider.present(next, here);
      if (decided == null) {
        screen.reading();
      } else {
        carryOut(decided);
      }
    }
    return 1;
  }

  /** Whether the next visitor can be served now. */
  private boolean isFree() {
    return decider.asking() == null && passages.isFree() && watch.blocked() == null;
  }

  private int hearAnswer() {
    Decided decided = decider.hear();
    if (decided == null) {
      return 0;
    }
    if (watch.blocked() != null) {
      // Something else goes first by now, an emergency for example: what was reserved is free.
      screen.idle();
      release(decided, 0);
      return 1;
    }
    try {
      carryOut(decided);
    } catch (StoreFailure e) {
      release(decided, 0);
      throw e;
    }
    return 1;
  }

  private void carryOut(Decided decided) {
    int admitted =
        switch (decided.verdict()) {
          case Verdict.Admit admit -> admit(decided.showing(), admit);
          case Verdict.Refuse refuse -> refuse(decided.showing(), refuse);
          case Verdict.Nothing _ -> {
            screen.idle();
            yield 0;
          }
        };
    if (decided.isAskedInVain()) {
      release(decided, admitted);
    }
  }

  private void release(Decided decided, int admittedHere) {
    context
        .server()
        .authority()
        .release(decided.showing().requestId(), 0, admittedHere, context.instant());
  }

  private int admit(Showing showing, Verdict.Admit admit) {
    PassageTask.Ticket task = admit.task();
    GatePlace here = context.facts().here();
    if (here == null) {
      return 0;
    }
    passages.begin(task, here.place());
    admittedOn = showing.shown();
    times.admitted(task.admission().decidedBy());
    codes.answered(showing.shown(), admit);
    return task.people();
  }

  private int refuse(Showing showing, Verdict.Refuse refuse) {
    screen.refuse(refuse, context.facts());
    codes.answered(showing.shown(), refuse);
    context.memory().journal().append(context.instant(), refuse.event());
    return 0;
  }

  private int obeyOrders() {
    long now = context.nanoTime();
    if (now - nextOrdersNanos < 0 || !isFree()) {
      return 0;
    }
    nextOrdersNanos = now + ORDERS_EVERY_NANOS;
    GatePlace here = context.facts().here();
    Way way = here != null && here.direction() == GatePlace.Ways.EXIT ? Way.EXIT : Way.ENTRY;
    for (OpenOrder order : context.memory().list().openOrders(context.instant())) {
      if (context.memory().journal().obey(order.orderId())) {
        passages.begin(new PassageTask.Manual(order, way));
        return 1;
      }
    }
    return 0;
  }

  /** From a code's last byte to the order to open. */
  public Timings timings(DecidedBy decidedBy) {
    return times.of(decidedBy);
  }

  /** Whether somebody who shows a ticket now is served. */
  public boolean isServing() {
    return serving;
  }

  /** Who decides at this lane now. */
  public Mode mode() {
    return watch.mode();
  }

  @Override
  public void onClose() {
    context.devices().readers().forEach(ReaderPort::close);
  }
}
