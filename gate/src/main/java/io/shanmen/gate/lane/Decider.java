package io.shanmen.gate.lane;

import io.shanmen.gate.Mode;
import io.shanmen.gate.lane.Showing.Shown;
import io.shanmen.gate.link.Authority;
import io.shanmen.gate.link.ServerAnswer;
import io.shanmen.gate.store.GatePlace;
import io.shanmen.gate.store.JournalEvent;
import io.shanmen.gate.store.JournalEvent.Admission;
import io.shanmen.gate.store.JournalEvent.DecidedBy;
import io.shanmen.gate.store.ParkFactsHere;
import io.shanmen.kernel.admission.Decision;
import io.shanmen.kernel.admission.Direction;
import io.shanmen.kernel.admission.Passage;
import io.shanmen.kernel.admission.Reason;
import io.shanmen.kernel.ticketcode.CodeReading;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who may pass: asks the server where it can be reached, and decides by the gate's own
 * rules where it cannot or does not answer in time.
 */
final class Decider {

  /**
   * A showing and what became of it.
   *
   * @param isAskedInVain the server was asked too: whatever it still says is void, and it has to be
   *     told
   */
  record Decided(Showing showing, Verdict verdict, boolean isAskedInVain) {}

  /**
   * A showing that the server was asked about.
   *
   * @param heardUpTo the journal's entry up to which the server was known to have it when asked
   */
  private record Question(
      Showing showing, CompletableFuture<ServerAnswer> answer, long heardUpTo) {}

  private final LaneContext context;
  private final LocalDecision local;
  private @Nullable Question question;

  Decider(LaneContext context) {
    this.context = context;
    LaneContext.Memory memory = context.memory();
    this.local =
        new LocalDecision(
            memory.list(), memory.journal(), context.clocks().clock(), memory.suites());
    local.warmUp();
    CodePractice.start(memory.suites());
  }

  /** The showing that waits for the server's answer, or null. */
  @Nullable Showing asking() {
    Question asked = question;
    return asked == null ? null : asked.showing();
  }

  /**
   * Takes up a showing.
   *
   * @return what became of it, or null where the server is asked first
   */
  @Nullable Decided present(Shown shown, GatePlace here) {
    CodeReading reading = local.read(shown.text());
    Direction direction = direction(here, shown.reader());
    Showing showing = new Showing(context.surroundings().ids().get(), shown, reading, direction);
    boolean isWorthAsking =
        !(reading instanceof CodeReading.Unreadable unreadable)
            || unreadable.fault() == CodeReading.Fault.UNKNOWN_KEY;
    if (context.server().connection().mode() == Mode.ONLINE && isWorthAsking) {
      ask(showing);
      return null;
    }
    return new Decided(showing, decideHere(showing, here), false);
  }

  private void ask(Showing showing) {
    Authority.Question asked =
        new Authority.Question(
            showing.requestId(),
            showing.shown().text(),
            showing.shown().reader().name(),
            showing.direction(),
            context.settings().peopleLimit(),
            context.instant());
    LaneContext.Memory memory = context.memory();
    long heardUpTo = memory.list().acknowledged(memory.journal().id());
    question = new Question(showing, context.server().authority().authorise(asked), heardUpTo);
  }

  /** What the server has answered, or this gate decides in its place; null while it may answer. */
  @Nullable Decided hear() {
    Question asked = question;
    if (asked == null || !asked.answer().isDone()) {
      return null;
    }
    question = null;
    Showing showing = asked.showing();
    return switch (asked.answer().join()) {
      case ServerAnswer.Admit admit ->
          hasUntoldOf(asked, admit)
              ? admittedByBoth(showing, admit)
              : new Decided(showing, admitted(showing, admit, admit.people()), false);
      case ServerAnswer.Refuse refuse -> new Decided(showing, refused(showing, refuse), false);
      case ServerAnswer.Repeated _, ServerAnswer.NotAssigned _, ServerAnswer.Revoked _ ->
          new Decided(showing, new Verdict.Nothing(), false);
      case ServerAnswer.Undecided _ -> {
        GatePlace here = context.facts().here();
        Verdict verdict = here == null ? new Verdict.Nothing() : decideHere(showing, here);
        yield new Decided(showing, verdict, true);
      }
    };
  }

  /**
   * Whether the server said yes without knowing of somebody who passed here on the same ticket: the
   * gate let them in by itself a moment ago, or what came of them is still on its way.
   */
  private boolean hasUntoldOf(Question asked, ServerAnswer.Admit admit) {
    long ticketNo = admit.ticket().ref().number();
    return context.memory().journal().hasNewsOf(ticketNo, asked.heardUpTo());
  }

  /** The server knows of other gates, this gate of itself: whoever passes is admitted by both. */
  private Decided admittedByBoth(Showing showing, ServerAnswer.Admit admit) {
    GatePlace here = context.facts().here();
    if (here == null) {
      return new Decided(showing, new Verdict.Nothing(), true);
    }
    return switch (decision(showing, here)) {
      case Decision.Admit own -> {
        int people = Math.min(admit.people(), own.heads());
        yield new Decided(showing, admitted(showing, admit, people), false);
      }
      case Decision.Refuse refuse ->
          new Decided(showing, refusedHere(showing, refuse.reason(), refuse.lastUse()), true);
      // The server has the means to check a person, and has done so.
      case Decision.NeedsProof _ ->
          new Decided(showing, admitted(showing, admit, admit.people()), false);
    };
  }

  private Verdict admitted(Showing showing, ServerAnswer.Admit admit, int atMost) {
    ServerAnswer.Ticket ticket = admit.ticket();
    int people = Math.min(atMost, context.settings().peopleLimit());
    Admission admission =
        new Admission(
            showing.requestId(),
            DecidedBy.SERVER,
            admit.kind(),
            people,
            showing.medium(),
            ticket.ref(),
            ticket.productNo(),
            showing.shown().reader().name());
    return new Verdict.Admit(
        new PassageTask.Ticket(admission, ticket.nameZh(), ticket.nameEn(), admit.headsLeft()));
  }

  private static Verdict refused(Showing showing, ServerAnswer.Refuse refuse) {
    ServerAnswer.Ticket ticket = refuse.ticket();
    JournalEvent.Refused event =
        new JournalEvent.Refused(
            showing.requestId(),
            DecidedBy.SERVER,
            refuse.reason(),
            ticket == null ? null : ticket.ref().number(),
            showing.shown().reader().name());
    return new Verdict.Refuse(event, refuse.usedAt(), refuse.usedAtGate());
  }

  private Decision decision(Showing showing, GatePlace here) {
    return local.decide(
        showing.reading(), showing.direction(), context.settings().peopleLimit(), here.place());
  }

  private Verdict decideHere(Showing showing, GatePlace here) {
    return switch (decision(showing, here)) {
      case Decision.Admit admit -> admittedHere(showing, admit);
      case Decision.Refuse refuse -> refusedHere(showing, refuse.reason(), refuse.lastUse());
      // This gate has no means to check a person.
      case Decision.NeedsProof _ -> refusedHere(showing, Reason.PROOF_UNAVAILABLE, null);
    };
  }

  private Verdict admittedHere(Showing showing, Decision.Admit admit) {
    int productNo = admit.claims().productNo();
    ParkFactsHere.ProductName name = context.facts().product(productNo);
    Admission admission =
        new Admission(
            showing.requestId(),
            DecidedBy.GATE,
            admit.kind(),
            admit.heads(),
            showing.medium(),
            admit.claims().ticket(),
            productNo,
            showing.shown().reader().name());
    return new Verdict.Admit(
        new PassageTask.Ticket(admission, name.zh(), name.en(), admit.headsLeft()));
  }

  private static Verdict refusedHere(Showing showing, Reason reason, @Nullable Passage lastUse) {
    JournalEvent.Refused event =
        new JournalEvent.Refused(
            showing.requestId(),
            DecidedBy.GATE,
            reason,
            showing.ticketNo(),
            showing.shown().reader().name());
    return lastUse == null
        ? new Verdict.Refuse(event, null, 0)
        : new Verdict.Refuse(event, lastUse.at(), lastUse.place().gateNo());
  }

  private static Direction direction(GatePlace here, ReaderPort reader) {
    return switch (here.direction()) {
      case ENTRY -> Direction.ENTRY;
      case EXIT -> Direction.EXIT;
      case BOTH -> reader.direction();
    };
  }
}
