package io.shanmen.gate.lane;

import io.shanmen.gate.Mode;
import io.shanmen.gate.agent.Agent;
import io.shanmen.gate.agent.Errors;
import io.shanmen.gate.agent.NanoClock;
import io.shanmen.gate.board.Turnstile;
import io.shanmen.gate.clock.DisciplinedClock;
import io.shanmen.gate.display.Display;
import io.shanmen.gate.display.Screen;
import io.shanmen.gate.link.Authority;
import io.shanmen.gate.link.Connection;
import io.shanmen.gate.link.ServerAnswer;
import io.shanmen.gate.reader.CodeCollector;
import io.shanmen.gate.store.GatePlace;
import io.shanmen.gate.store.Journal;
import io.shanmen.gate.store.JournalEvent;
import io.shanmen.gate.store.JournalEvent.Admission;
import io.shanmen.gate.store.JournalEvent.DecidedBy;
import io.shanmen.gate.store.JournalEvent.Medium;
import io.shanmen.gate.store.OpenOrder;
import io.shanmen.gate.store.ParkFactsHere;
import io.shanmen.gate.store.SyncedList;
import io.shanmen.kernel.admission.Decision;
import io.shanmen.kernel.admission.Direction;
import io.shanmen.kernel.admission.Passage;
import io.shanmen.kernel.admission.Reason;
import io.shanmen.kernel.ticketcode.CodeReading;
import io.shanmen.kernel.ticketcode.Cryptography;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One lane at work: a code before the reader, the question to the server or the gate's own
 * decision, the passage, and the display all the while. One visitor at a time; the next one's code
 * waits.
 */
public final class LaneAgent implements Agent {
  /** A code that waited for longer belongs to somebody who has gone elsewhere. */
  private static final long WAITING_LIMIT_NANOS = NanoClock.millis(8_000);

  /** A code that is older when its turn comes has waited for somebody else. */
  private static final long QUEUED_NANOS = NanoClock.millis(100);

  private static final long ORDERS_EVERY_NANOS = NanoClock.millis(500);
  private static final int DIGITS_CODE_LENGTH = 24;

  /** The gate's machines. */
  public record Devices(Turnstile turnstile, List<ReaderPort> readers) {
    public Devices {
      readers = List.copyOf(readers);
    }
  }

  /** What the gate knows and remembers. */
  public record Memory(SyncedList list, Journal journal, Cryptography cryptography) {}

  /** The server, as far as it can be reached. */
  public record Server(Authority authority, Connection connection) {}

  /** The clocks. */
  public record Clocks(DisciplinedClock clock, NanoClock nanos) {}

  /** Where things are shown and counted, and new ids come from. */
  public record Surroundings(Display display, Errors errors, Supplier<UUID> ids) {}

  /**
   * How this lane is set.
   *
   * @param name for its thread and its messages
   * @param peopleLimit how many people it passes in one go, 1 to 99
   * @param boardCounts whether the board tells who passed
   */
  public record Settings(String name, int peopleLimit, boolean boardCounts) {}

  /** Everything of one lane. */
  public record Context(
      Devices devices,
      Memory memory,
      Server server,
      Clocks clocks,
      Surroundings surroundings,
      Settings settings) {}

  /** A code that somebody showed. */
  private record Shown(ReaderPort reader, CodeCollector.Code code) {}

  /** A code that the server was asked about. */
  private record Asked(
      UUID requestId,
      Shown shown,
      CodeReading reading,
      Direction direction,
      CompletableFuture<ServerAnswer> answer) {}

  private final Context context;
  private final LocalDecision local;
  private final PassageControl passages;
  private final LaneWatch watch;
  private final LaneScreen screen;
  private final Map<ReaderPort, LastAnswer> lastAnswers = new HashMap<>();
  private final Timings decidedHere = new Timings();
  private final Timings decidedByServer = new Timings();
  private @Nullable Asked asked;
  private @Nullable Shown waiting;
  private volatile boolean serving;
  private long nextOrdersNanos;
  private long admittedNanos;
  private @Nullable Shown admittedOn;
  private long presentedNanos;
  private @Nullable DecidedBy admittedBy;

  public LaneAgent(Context context) {
    this.context = context;
    Memory memory = context.memory();
    Clocks clocks = context.clocks();
    this.local =
        new LocalDecision(memory.list(), memory.journal(), clocks.clock(), memory.cryptography());
    local.warmUp();
    this.passages =
        new PassageControl(
            new PassageControl.Context(
                context.devices().turnstile(),
                memory.journal(),
                context.server().authority(),
                clocks.clock(),
                clocks.nanos()),
            new PassageControl.Settings(
                () -> facts().settings().times().passageTimeout(),
                context.settings().boardCounts()));
    this.watch = new LaneWatch(context, passages);
    this.screen = new LaneScreen(context.surroundings().display(), clocks.nanos());
    this.nextOrdersNanos = clocks.nanos().nanoTime();
  }

  @Override
  public String role() {
    return context.settings().name();
  }

  @Override
  public int doWork() {
    int work = watch.step() ? 1 : 0;
    work += passages.step(watch.mode()) ? 1 : 0;
    work += readCodes();
    work += hearAnswer();
    work += serveWaiting();
    work += obeyOrders();
    timeOpening();
    Screen.Notice blocked = watch.blocked();
    serving = blocked == null;
    screen.update(watch.mode(), facts(), blocked, passages.progress());
    return work;
  }

  private int readCodes() {
    int work = 0;
    for (ReaderPort reader : context.devices().readers()) {
      for (CodeCollector.Code code : reader.poll(context.clocks().nanos().nanoTime())) {
        codeRead(new Shown(reader, code));
        work++;
      }
    }
    return work;
  }

  private void codeRead(Shown shown) {
    if (watch.blocked() != null) {
      return;
    }
    LastAnswer last = lastAnswers.get(shown.reader());
    Instant now = context.clocks().clock().instant();
    if (last != null && last.repeats(shown.code().text(), now)) {
      // The same reader sees the same code again: the same answer, and nothing is used.
      screen.repeat(last.screen());
    } else if (!isAtHand(shown)) {
      waiting = shown;
    }
  }

  /** Whether this very code is being asked about, or its people are passing. */
  private boolean isAtHand(Shown shown) {
    Asked question = asked;
    boolean beingAsked =
        question != null && question.shown().code().text().equals(shown.code().text());
    Shown admitted = admittedOn;
    boolean passing =
        passages.progress() != null
            && admitted != null
            && admitted.code().text().equals(shown.code().text());
    return beingAsked || passing;
  }

  private int serveWaiting() {
    Shown next = waiting;
    if (next == null || asked != null || !passages.isFree() || watch.blocked() != null) {
      return 0;
    }
    waiting = null;
    long age = context.clocks().nanos().nanoTime() - next.code().lastByteNanos();
    if (age < WAITING_LIMIT_NANOS) {
      presentedNanos = next.code().lastByteNanos() + (age < QUEUED_NANOS ? 0 : age);
      present(next);
    }
    return 1;
  }

  private void present(Shown shown) {
    GatePlace here = facts().here();
    if (here == null) {
      return;
    }
    UUID requestId = context.surroundings().ids().get();
    CodeReading reading = local.read(shown.code().text());
    Direction direction = direction(here, shown.reader());
    boolean online = context.server().connection().mode() == Mode.ONLINE;
    boolean worthAsking =
        !(reading instanceof CodeReading.Unreadable unreadable)
            || unreadable.fault() == CodeReading.Fault.UNKNOWN_KEY;
    if (online && worthAsking) {
      screen.reading();
      Authority.Question question =
          new Authority.Question(
              requestId,
              shown.code().text(),
              shown.reader().name(),
              direction,
              context.settings().peopleLimit(),
              context.clocks().clock().instant());
      asked =
          new Asked(
              requestId,
              shown,
              reading,
              direction,
              context.server().authority().authorise(question));
    } else {
      decideHere(new Case(requestId, shown, reading, direction));
    }
  }

  /** A presentation that is to be decided. */
  private record Case(UUID requestId, Shown shown, CodeReading reading, Direction direction) {}

  private int hearAnswer() {
    Asked question = asked;
    if (question == null || !question.answer().isDone()) {
      return 0;
    }
    asked = null;
    Case here =
        new Case(question.requestId(), question.shown(), question.reading(), question.direction());
    switch (question.answer().join()) {
      case ServerAnswer.Admit admit -> admitByServer(here, admit);
      case ServerAnswer.Refuse refuse -> refuseByServer(here, refuse);
      case ServerAnswer.Repeated _ -> screen.idle();
      case ServerAnswer.NotAssigned _, ServerAnswer.Revoked _ -> screen.idle();
      case ServerAnswer.Undecided _ -> {
        int admitted = decideHere(here);
        // Whatever the server still says to this request is void, but for the people let in here.
        context
            .server()
            .authority()
            .release(here.requestId(), 0, admitted, context.clocks().clock().instant());
      }
    }
    return 1;
  }

  private void admitByServer(Case shown, ServerAnswer.Admit admit) {
    ServerAnswer.Ticket ticket = admit.ticket();
    Admission admission =
        new Admission(
            shown.requestId(),
            DecidedBy.SERVER,
            admit.kind(),
            admit.people(),
            medium(shown),
            ticket.ref(),
            ticket.productNo(),
            shown.shown().reader().name());
    admit(
        shown,
        new PassageTask.Ticket(admission, ticket.nameZh(), ticket.nameEn(), admit.headsLeft()));
  }

  private void refuseByServer(Case shown, ServerAnswer.Refuse refuse) {
    ServerAnswer.Ticket ticket = refuse.ticket();
    refuse(
        shown,
        new JournalEvent.Refused(
            shown.requestId(),
            DecidedBy.SERVER,
            refuse.reason(),
            ticket == null ? null : ticket.ref().number(),
            shown.shown().reader().name()),
        new EarlierUse(refuse.usedAt(), refuse.usedAtGate()));
  }

  /** When and where a ticket was used before, as far as it is known. */
  private record EarlierUse(@Nullable Instant at, int gateNo) {}

  /** Decides on what is known here and returns how many people are let in. */
  private int decideHere(Case shown) {
    GatePlace here = facts().here();
    if (here == null) {
      return 0;
    }
    Decision decision =
        local.decide(
            shown.reading(), shown.direction(), context.settings().peopleLimit(), here.place());
    return switch (decision) {
      case Decision.Admit admit -> admitHere(shown, admit);
      case Decision.Refuse refuse -> {
        Passage use = refuse.lastUse();
        refuseHere(
            shown,
            refuse.reason(),
            new EarlierUse(use == null ? null : use.at(), use == null ? 0 : use.place().gateNo()));
        yield 0;
      }
      case Decision.NeedsProof _ -> {
        // This gate has no means to check a person.
        refuseHere(shown, Reason.PROOF_UNAVAILABLE, new EarlierUse(null, 0));
        yield 0;
      }
    };
  }

  private int admitHere(Case shown, Decision.Admit admit) {
    int productNo = admit.claims().productNo();
    ParkFactsHere.ProductName name = facts().product(productNo);
    Admission admission =
        new Admission(
            shown.requestId(),
            DecidedBy.GATE,
            admit.kind(),
            admit.heads(),
            medium(shown),
            admit.claims().ticket(),
            productNo,
            shown.shown().reader().name());
    return admit(shown, new PassageTask.Ticket(admission, name.zh(), name.en(), admit.headsLeft()));
  }

  private int admit(Case shown, PassageTask.Ticket task) {
    GatePlace here = facts().here();
    if (here == null) {
      return 0;
    }
    try {
      passages.begin(task, here.place());
    } catch (IllegalStateException e) {
      // What cannot be journaled must not happen.
      context.surroundings().errors().add("journal", e);
      watch.journalFailed();
      return 0;
    }
    admittedOn = shown.shown();
    admittedBy = task.admission().decidedBy();
    admittedNanos = context.clocks().nanos().nanoTime();
    remember(shown, null);
    return task.people();
  }

  private void refuseHere(Case shown, Reason reason, EarlierUse use) {
    refuse(
        shown,
        new JournalEvent.Refused(
            shown.requestId(),
            DecidedBy.GATE,
            reason,
            ticketNo(shown.reading()),
            shown.shown().reader().name()),
        use);
  }

  private void refuse(Case shown, JournalEvent.Refused event, EarlierUse use) {
    Screen.Refuse shownScreen =
        screen.refusal(event.reason(), use.at(), use.gateNo(), facts().settings().calendar());
    screen.refuse(shownScreen);
    remember(shown, shownScreen);
    context.memory().journal().append(context.clocks().clock().instant(), event);
  }

  private void remember(Case shown, Screen.@Nullable Refuse refusal) {
    lastAnswers.put(
        shown.shown().reader(),
        new LastAnswer(shown.shown().code().text(), refusal, context.clocks().clock().instant()));
  }

  private int obeyOrders() {
    long now = context.clocks().nanos().nanoTime();
    if (now - nextOrdersNanos < 0
        || !passages.isFree()
        || asked != null
        || watch.blocked() != null) {
      return 0;
    }
    nextOrdersNanos = now + ORDERS_EVERY_NANOS;
    SyncedList list = context.memory().list();
    for (OpenOrder order : list.openOrders(context.clocks().clock().instant())) {
      list.done(order);
      passages.begin(new PassageTask.Manual(order));
      return 1;
    }
    return 0;
  }

  /**
   * How long it took from the code's last byte to the first of the order to open. Who had to wait
   * for the visitor before is measured from his turn.
   */
  private void timeOpening() {
    Shown on = admittedOn;
    long sent = context.devices().turnstile().openSentNanos();
    if (on != null && admittedBy != null && sent - admittedNanos >= 0) {
      Timings timings = admittedBy == DecidedBy.GATE ? decidedHere : decidedByServer;
      timings.add(sent - presentedNanos);
      admittedBy = null;
    }
  }

  private static Direction direction(GatePlace here, ReaderPort reader) {
    return switch (here.direction()) {
      case ENTRY -> Direction.ENTRY;
      case EXIT -> Direction.EXIT;
      case BOTH -> reader.direction();
    };
  }

  private static Medium medium(Case shown) {
    return switch (shown.reading()) {
      case CodeReading.Read _ -> Medium.QR;
      case CodeReading.LineRead _ -> Medium.DIGITS;
      case CodeReading.Unreadable _ ->
          shown.shown().code().text().length() == DIGITS_CODE_LENGTH ? Medium.DIGITS : Medium.QR;
    };
  }

  private static @Nullable Long ticketNo(CodeReading reading) {
    return switch (reading) {
      case CodeReading.Read read -> read.claims().ticket().number();
      case CodeReading.LineRead line -> line.ticketNumber();
      case CodeReading.Unreadable _ -> null;
    };
  }

  private ParkFactsHere facts() {
    return context.memory().list().facts();
  }

  /** From a code's last byte to the order to open, where this gate decided. */
  public Timings decidedHere() {
    return decidedHere;
  }

  /** From a code's last byte to the order to open, where the server decided. */
  public Timings decidedByServer() {
    return decidedByServer;
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
