package io.shanmen.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.admission.Direction;
import io.shanmen.kernel.admission.PassageKind;
import io.shanmen.kernel.admission.ProofResult;
import io.shanmen.kernel.admission.Reason;
import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.kernel.validity.CheckpointSet;
import io.shanmen.kernel.validity.Entitlement;
import io.shanmen.kernel.validity.Route;
import io.shanmen.kernel.validity.Uses;
import io.shanmen.kernel.validity.Validity;
import io.shanmen.server.admission.gates.Gate;
import io.shanmen.server.admission.gates.Gates;
import io.shanmen.server.admission.park.Occupancy;
import io.shanmen.server.admission.passage.AuthoriseAnswer;
import io.shanmen.server.admission.passage.AuthoriseAnswer.Verdict;
import io.shanmen.server.admission.passage.Command;
import io.shanmen.server.admission.passage.Presentations;
import io.shanmen.server.admission.passage.Result;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.ticketing.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The server decides, reserves, confirms and releases; nobody passes twice. */
@ParkIT
class AdmissionIT {

  @Autowired Presentations presentations;
  @Autowired Occupancy occupancy;
  @Autowired Gates gates;
  @Autowired TestTickets tickets;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired DeskStore desk;

  Gate one;
  Gate two;

  @BeforeEach
  void twoGates() {
    one = TestGates.put(jdbc, gates, 1, 1);
    two = TestGates.put(jdbc, gates, 2, 1);
  }

  private AuthoriseAnswer show(Ticket ticket, Gate gate) {
    return show(ticket, gate, Direction.ENTRY, UUID.randomUUID());
  }

  private AuthoriseAnswer show(Ticket ticket, Gate gate, Direction direction, UUID requestId) {
    Result result = presentations.authorise(showing(ticket, gate, direction, requestId, 9));
    return ((Result.Answered) result).answer();
  }

  private Presentations.Showing showing(
      Ticket ticket, Gate gate, Direction direction, UUID requestId, int atMost) {
    return new Presentations.Showing(
        requestId,
        gate,
        "reader-" + requestId,
        ticket.code().qr(),
        direction,
        atMost,
        ProofResult.NOT_ASKED,
        new byte[] {(byte) atMost},
        clock.instant());
  }

  private Result.Settled confirm(AuthoriseAnswer answer, Gate gate, int passed) {
    return (Result.Settled)
        presentations.confirm(answer.requestId(), gate, passed, clock.instant());
  }

  private Result.Settled release(AuthoriseAnswer answer, Gate gate, int passed) {
    return (Result.Settled)
        presentations.release(answer.requestId(), gate, passed, 0, clock.instant());
  }

  private AdmissionController.DayCounts counts() {
    return desk.counts(occupancy.now().day().date());
  }

  @Test
  void aTicketPassesOnceAndIsRefusedWithTimeAndGateAfterwards() {
    Ticket ticket = tickets.forToday(1);

    AuthoriseAnswer answer = show(ticket, one);
    assertThat(answer.decision()).isEqualTo(Verdict.ADMIT);
    assertThat(answer.people()).isEqualTo(1);
    confirm(answer, one, 1);
    Instant passedAt = clock.instant();
    clock.advance(Duration.ofMinutes(10));

    AuthoriseAnswer again = show(ticket, two);
    assertThat(again.decision()).isEqualTo(Verdict.REFUSE);
    assertThat(again.reason()).isEqualTo(Reason.ALREADY_USED);
    assertThat(again.usedAt()).isEqualTo(passedAt);
    assertThat(again.usedAtGate()).isEqualTo(1);
    assertThat(occupancy.now().people()).isEqualTo(1);
    assertThat(counts().admissions()).isEqualTo(1);
  }

  @Test
  void theBarCodeOfAKnownTicketPassesLikeItsQrCode() {
    Ticket ticket = tickets.forToday(1);
    Result result =
        presentations.authorise(
            new Presentations.Showing(
                UUID.randomUUID(),
                one,
                "reader",
                ticket.code().digits(),
                Direction.ENTRY,
                1,
                ProofResult.NOT_ASKED,
                new byte[0],
                clock.instant()));
    assertThat(((Result.Answered) result).answer().decision()).isEqualTo(Verdict.ADMIT);
    presentations.release(
        ((Result.Answered) result).answer().requestId(), one, 0, 0, clock.instant());
  }

  @Test
  void aForgedCodeIsRefusedAndLeavesNoTrace() {
    Ticket ticket = tickets.forToday(1);
    Result result =
        presentations.authorise(
            new Presentations.Showing(
                UUID.randomUUID(),
                one,
                "reader",
                "6BF" + ticket.code().qr(),
                Direction.ENTRY,
                1,
                ProofResult.NOT_ASKED,
                new byte[0],
                clock.instant()));
    assertThat(((Result.Answered) result).answer().decision()).isEqualTo(Verdict.REFUSE);
    assertThat(jdbc.sql("SELECT count(*) FROM admission.presentation").query(Long.class).single())
        .isZero();
  }

  @Test
  void twoGatesAtOnceAdmitOneOfTwoCopiesInAHundredTries() throws Exception {
    for (int attempt = 0; attempt < 100; attempt++) {
      Ticket ticket = tickets.forToday(1);
      List<Callable<AuthoriseAnswer>> copies = new ArrayList<>();
      List<Gate> asked = List.of(one, two, one, two);
      for (Gate gate : asked) {
        copies.add(() -> show(ticket, gate));
      }
      List<AuthoriseAnswer> answers = together(copies);
      List<AuthoriseAnswer> admitted =
          answers.stream().filter(answer -> answer.decision() == Verdict.ADMIT).toList();
      assertThat(admitted).hasSize(1);
      assertThat(answers.stream().filter(answer -> answer.decision() == Verdict.REFUSE))
          .allMatch(answer -> answer.reason() == Reason.ALREADY_USED);
      confirm(admitted.getFirst(), asked.get(answers.indexOf(admitted.getFirst())), 1);
    }
    assertThat(counts().admissions()).isEqualTo(100);
    assertThat(counts().conflicts()).isZero();
  }

  @Test
  void aRefundAndAnEntryAtTheSameTimeNeverBothSucceed() throws Exception {
    int refunds = 0;
    for (int attempt = 0; attempt < 50; attempt++) {
      Ticket ticket = tickets.forToday(1);
      Callable<Object> entry = () -> show(ticket, one);
      Callable<Object> refund = () -> tickets.lock(ticket);
      List<Callable<Object>> both = List.of(entry, refund);
      List<Object> outcomes = together(both);
      AuthoriseAnswer answer = (AuthoriseAnswer) outcomes.get(0);
      boolean locked = (Boolean) outcomes.get(1);
      assertThat(answer.decision() == Verdict.ADMIT).isNotEqualTo(locked);
      if (locked) {
        refunds++;
        assertThat(answer.reason()).isEqualTo(Reason.REFUND_PENDING);
      } else {
        confirm(answer, one, 1);
      }
    }
    assertThat(refunds).isBetween(0, 50);
  }

  @Test
  void aTicketWhoseRefundIsAskedForDoesNotPass() {
    Ticket ticket = tickets.forToday(1);
    assertThat(tickets.lock(ticket)).isTrue();
    assertThat(show(ticket, one).reason()).isEqualTo(Reason.REFUND_PENDING);
  }

  @Test
  void whoDoesNotPassInTimeMayTryAgain() {
    Ticket ticket = tickets.forToday(1);
    AuthoriseAnswer answer = show(ticket, one);
    assertThat(show(ticket, two).decision()).isEqualTo(Verdict.REFUSE);

    assertThat(release(answer, one, 0).released()).isEqualTo(1);
    assertThat(release(answer, one, 0).released()).isEqualTo(1);

    AuthoriseAnswer again = show(ticket, two);
    assertThat(again.decision()).isEqualTo(Verdict.ADMIT);
    release(again, two, 0);
    assertThat(tickets.facts(ticket).reserved()).isZero();
  }

  @Test
  void aReservationThatNobodyEndsIsReleasedAfterAMinute() {
    Ticket ticket = tickets.forToday(1);
    show(ticket, one);
    clock.advance(Duration.ofSeconds(59));
    presentations.expire();
    assertThat(tickets.facts(ticket).reserved()).isEqualTo(1);

    clock.advance(Duration.ofSeconds(2));
    presentations.expire();
    assertThat(tickets.facts(ticket).reserved()).isZero();
    assertThat(tickets.facts(ticket).used()).isZero();
  }

  @Test
  void aConfirmationAfterThatStillCountsAndIsFlagged() {
    Ticket ticket = tickets.forToday(1);
    AuthoriseAnswer answer = show(ticket, one);
    clock.advance(Duration.ofSeconds(61));
    presentations.expire();

    Result.Settled settled = confirm(answer, one, 1);

    assertThat(settled.late()).isTrue();
    assertThat(tickets.facts(ticket).used()).isEqualTo(1);
    assertThat(counts().admissions()).isEqualTo(1);
    assertThat(counts().conflicts()).isZero();
    assertThat(jdbc.sql("SELECT late FROM admission.passage").query(Boolean.class).single())
        .isTrue();
  }

  @Test
  void aLateConfirmationOfAUseThatAnotherHasTakenIsAConflict() {
    Ticket ticket = tickets.forToday(1);
    AuthoriseAnswer first = show(ticket, one);
    clock.advance(Duration.ofSeconds(61));
    presentations.expire();
    AuthoriseAnswer second = show(ticket, two);
    confirm(second, two, 1);
    clock.advance(Duration.ofSeconds(1));

    assertThat(confirm(first, one, 1).late()).isTrue();

    assertThat(counts().admissions()).isEqualTo(1);
    assertThat(counts().passages()).isEqualTo(2);
    assertThat(counts().conflicts()).isEqualTo(1);
    assertThat(occupancy.now().people()).isEqualTo(2);
  }

  @Test
  void aFamilyMayComeInTwoParts() {
    Ticket ticket = tickets.forToday(4);
    AuthoriseAnswer answer = show(ticket, one);
    assertThat(answer.people()).isEqualTo(4);
    confirm(answer, one, 1);
    confirm(answer, one, 3);
    confirm(answer, one, 3);
    assertThat(release(answer, one, 3).released()).isEqualTo(1);
    assertThat(counts().admissions()).isEqualTo(3);

    AuthoriseAnswer rest = show(ticket, two);
    assertThat(rest.decision()).isEqualTo(Verdict.ADMIT);
    assertThat(rest.people()).isEqualTo(1);
    assertThat(rest.headsLeft()).isZero();
    confirm(rest, two, 1);
    assertThat(counts().admissions()).isEqualTo(4);
    assertThat(show(ticket, two).reason()).isEqualTo(Reason.ALREADY_USED);
    assertThat(tickets.facts(ticket).used()).isEqualTo(4);
  }

  @Test
  void aNarrowLaneLetsNoMoreInThanItCanPass() {
    Ticket ticket = tickets.forToday(4);
    Result result =
        presentations.authorise(showing(ticket, one, Direction.ENTRY, UUID.randomUUID(), 1));
    AuthoriseAnswer answer = ((Result.Answered) result).answer();
    assertThat(answer.people()).isEqualTo(1);
    assertThat(answer.headsLeft()).isEqualTo(3);
    confirm(answer, one, 1);
  }

  @Test
  void whoLeftMayComeBackAndIsNotCountedAsAVisitorAgain() {
    Ticket ticket = tickets.forToday(1);
    confirm(show(ticket, one), one, 1);
    clock.advance(Duration.ofHours(1));
    AuthoriseAnswer leaving = show(ticket, one, Direction.EXIT, UUID.randomUUID());
    assertThat(leaving.kind()).isEqualTo(PassageKind.EXIT);
    confirm(leaving, one, 1);
    assertThat(occupancy.now().people()).isZero();
    clock.advance(Duration.ofMinutes(30));

    AuthoriseAnswer back = show(ticket, two);
    assertThat(back.decision()).isEqualTo(Verdict.ADMIT);
    assertThat(back.kind()).isEqualTo(PassageKind.REENTRY);
    confirm(back, two, 1);

    assertThat(counts().admissions()).isEqualTo(1);
    assertThat(counts().passages()).isEqualTo(2);
    assertThat(counts().reentries()).isEqualTo(1);
    assertThat(counts().exits()).isEqualTo(1);
    assertThat(occupancy.now().people()).isEqualTo(1);
    assertThat(tickets.facts(ticket).used()).isEqualTo(1);
  }

  @Test
  void theSameReaderRepeatsItsLastAnswerAndUsesNothing() {
    Ticket ticket = tickets.forToday(2);
    Presentations.Showing first =
        new Presentations.Showing(
            UUID.randomUUID(),
            one,
            "entry-1",
            ticket.code().qr(),
            Direction.ENTRY,
            1,
            ProofResult.NOT_ASKED,
            new byte[0],
            clock.instant());
    Presentations.Showing second =
        new Presentations.Showing(
            UUID.randomUUID(),
            one,
            "entry-1",
            ticket.code().qr(),
            Direction.ENTRY,
            1,
            ProofResult.NOT_ASKED,
            new byte[0],
            clock.instant());
    presentations.authorise(first);
    clock.advance(Duration.ofSeconds(4));
    AuthoriseAnswer repeated = ((Result.Answered) presentations.authorise(second)).answer();

    assertThat(repeated.repeats()).isEqualTo(first.requestId());
    assertThat(repeated.requestId()).isEqualTo(second.requestId());
    assertThat(tickets.facts(ticket).reserved()).isEqualTo(1);
    presentations.release(first.requestId(), one, 0, 0, clock.instant());
  }

  @Test
  void theSameRequestGetsTheSameAnswerAndAnotherContentIsRefused() {
    Ticket ticket = tickets.forToday(1);
    UUID requestId = UUID.randomUUID();
    AuthoriseAnswer first = show(ticket, one, Direction.ENTRY, requestId);
    clock.advance(Duration.ofSeconds(1));
    AuthoriseAnswer again = show(ticket, one, Direction.ENTRY, requestId);
    assertThat(again).isEqualTo(first);
    assertThat(presentations.authorise(showing(ticket, one, Direction.ENTRY, requestId, 3)))
        .isInstanceOf(Result.OtherContent.class);
    release(first, one, 0);
  }

  @Test
  void anAnswerThatCameTooLateIsTakenBackByItsId() {
    Ticket ticket = tickets.forToday(4);
    AuthoriseAnswer late = show(ticket, one);

    Result.Settled settled =
        (Result.Settled) presentations.release(late.requestId(), one, 0, 1, clock.instant());

    assertThat(settled.released()).isEqualTo(3);
    assertThat(tickets.facts(ticket).reserved()).isEqualTo(1);
    confirm(late, one, 1);
    assertThat(tickets.facts(ticket).reserved()).isZero();
    assertThat(tickets.facts(ticket).used()).isEqualTo(1);
  }

  @Test
  void aCancellationThatOvertakesItsRequestReservesNothing() {
    Ticket ticket = tickets.forToday(1);
    UUID requestId = UUID.randomUUID();
    presentations.release(requestId, one, 0, 0, clock.instant());

    assertThat(show(ticket, one, Direction.ENTRY, requestId).decision())
        .isEqualTo(Verdict.CANCELLED);
    assertThat(tickets.facts(ticket).reserved()).isZero();
  }

  @Test
  void aGateNeitherConfirmsNorReleasesWhatAnotherWasAsked() {
    Ticket ticket = tickets.forToday(1);
    AuthoriseAnswer answer = show(ticket, one);
    assertThat(presentations.confirm(answer.requestId(), two, 1, clock.instant()))
        .isInstanceOf(Result.Unknown.class);
    assertThat(presentations.release(answer.requestId(), two, 0, 0, clock.instant()))
        .isInstanceOf(Result.Unknown.class);
    assertThat(tickets.facts(ticket).reserved()).isEqualTo(1);
    confirm(answer, one, 1);
  }

  @Test
  void aConfirmationOfSomethingNeverAskedIsUnknown() {
    assertThat(presentations.confirm(UUID.randomUUID(), one, 1, clock.instant()))
        .isInstanceOf(Result.Unknown.class);
  }

  @Test
  void attractionsOfACombinedTicketAreCountedEachForItself() {
    Gate cable = TestGates.put(jdbc, gates, 3, 2);
    Ticket ticket =
        tickets.issue(
            Validity.onDay(BusinessDay.of(2026, 10, 1)),
            new Entitlement(1, Uses.ONCE_EACH, Route.free(CheckpointSet.of(1, 2))));
    confirm(show(ticket, one), one, 1);
    confirm(show(ticket, cable), cable, 1);
    assertThat(show(ticket, two).reason()).isEqualTo(Reason.ALREADY_USED);
    assertThat(counts().admissions()).isEqualTo(2);
  }

  @Test
  void theCountNeverFallsBelowNobodyAndKeepsTheErrorApart() {
    for (int i = 0; i < 3; i++) {
      presentations.book(
          new Command.Count(
              UUID.randomUUID(),
              one,
              1,
              i == 0 ? PassageSort.MANUAL : PassageSort.EXIT_COUNTED,
              clock.instant(),
              i == 0 ? "婴儿车" : null,
              i == 0 ? UUID.randomUUID() : null));
    }
    InPark inPark = occupancy.now();
    assertThat(inPark.people()).isZero();
    assertThat(inPark.surplusOuts()).isEqualTo(1);
    assertThat(inPark.peak()).isEqualTo(1);
    assertThat(counts().manual()).isEqualTo(1);
    assertThat(counts().exits()).isEqualTo(2);
    assertThat(counts().passages()).isZero();
  }

  @Test
  void whoIsStillInsideWhenTheDayEndsIsItsCountingError() {
    confirm(show(tickets.forToday(1), one), one, 1);
    clock.advance(Duration.ofDays(1));
    occupancy.closePastDays();

    assertThat(occupancy.now().people()).isZero();
    assertThat(jdbc.sql("SELECT residual FROM admission.occupancy").query(Long.class).single())
        .isEqualTo(1);
  }

  @Test
  void staffCorrectTheCountWithinLimits() {
    Occupancy.Correction up = new Occupancy.Correction(UUID.randomUUID(), 10, "东门人工清点");
    assertThat(occupancy.correct(up, UUID.randomUUID()).orThrow().people()).isEqualTo(10);
    assertThat(occupancy.correct(up, UUID.randomUUID()).orThrow().people()).isEqualTo(10);
    assertThat(
            occupancy
                .correct(new Occupancy.Correction(UUID.randomUUID(), 51, "太多"), UUID.randomUUID())
                .isDone())
        .isFalse();
    assertThat(
            occupancy
                .correct(new Occupancy.Correction(UUID.randomUUID(), -11, "太多"), UUID.randomUUID())
                .isDone())
        .isFalse();
    assertThat(occupancy.now().people()).isEqualTo(10);
  }

  private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<T> done : threads.invokeAll(calls)) {
        results.add(done.get());
      }
    }
    return results;
  }
}
