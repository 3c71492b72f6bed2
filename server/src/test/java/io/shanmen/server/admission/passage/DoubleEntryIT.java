package io.shanmen.server.admission.passage;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.admission.Direction;
import io.shanmen.kernel.admission.PassageKind;
import io.shanmen.kernel.admission.ProofResult;
import io.shanmen.kernel.admission.Reason;
import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.kernel.validity.CheckpointSet;
import io.shanmen.kernel.validity.DayRange;
import io.shanmen.kernel.validity.Entitlement;
import io.shanmen.kernel.validity.Route;
import io.shanmen.kernel.validity.Uses;
import io.shanmen.kernel.validity.Validity;
import io.shanmen.server.admission.TestGates;
import io.shanmen.server.admission.TestTickets;
import io.shanmen.server.admission.gates.Gate;
import io.shanmen.server.admission.gates.Gates;
import io.shanmen.server.admission.passage.AuthoriseAnswer.Verdict;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.ticketing.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whoever came first keeps the use, of all that cannot both be right (R86), and sums stay right.
 */
@ParkIT
class DoubleEntryIT {

  private static final Duration OVER = Duration.ofSeconds(61);

  @Autowired Presentations presentations;
  @Autowired Settling settling;
  @Autowired Gates gates;
  @Autowired TestTickets tickets;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  private Gate one;
  private Gate two;

  @BeforeEach
  void twoGates() {
    one = TestGates.put(jdbc, gates, 1, 1);
    two = TestGates.put(jdbc, gates, 2, 1);
  }

  @Test
  void twoWhoCameFirstTakeTheUsesOfTwoOthers() {
    Ticket ticket = tickets.forToday(2);
    AuthoriseAnswer early = admitted(ticket, one, 2);
    Instant passedAt = clock.instant().plusSeconds(3);
    clock.advance(OVER);
    presentations.expire();
    AuthoriseAnswer late = admitted(ticket, two, 2);
    presentations.confirm(late.requestId(), two, 2, clock.instant());

    presentations.confirm(early.requestId(), one, 2, passedAt);

    assertThat(conflicts()).containsExactlyInAnyOrder(late.requestId(), late.requestId());
    assertThat(tickets.facts(ticket).used()).isEqualTo(2);
  }

  @Test
  void aDoubleEntryOfYesterdayLeavesTodaysVisitAlone() {
    BusinessDay first = BusinessDay.of(2026, 10, 1);
    Ticket pass =
        tickets.issue(
            Validity.within(new DayRange(first, first.plusDays(2))),
            new Entitlement(
                1, new Uses(3, 1, 0, Uses.Counting.TOGETHER), Route.free(CheckpointSet.ALL)));
    enter(pass, one);
    Instant doubleAt = clock.instant().plus(Duration.ofHours(1));
    clock.advance(Duration.ofDays(1));
    UUID today = enter(pass, one);
    clock.advance(Duration.ofHours(3));

    UUID alone = UUID.randomUUID();
    presentations.book(
        new Command.Merge(alone, two, pass.ticketNo(), 1, PassageKind.FIRST, 1, 6, doubleAt));

    assertThat(conflicts()).containsExactly(alone).doesNotContain(today);
    assertThat(show(pass, two, 1).decision()).isEqualTo(Verdict.REFUSE);
  }

  @Test
  void whoWalkedInWhileTheUseWasHeldForSomebodyWhoDidNotComeHasItInTheEnd() {
    Ticket ticket = tickets.forToday(1);
    AuthoriseAnswer held = admitted(ticket, two, 1);
    UUID alone = UUID.randomUUID();
    presentations.book(
        new Command.Merge(
            alone, one, ticket.ticketNo(), 1, PassageKind.FIRST, 1, 6, clock.instant()));
    assertThat(conflicts()).containsExactly(alone);

    presentations.release(held.requestId(), two, 0, 0, clock.instant());

    assertThat(conflicts()).isEmpty();
    assertThat(tickets.facts(ticket).used()).isEqualTo(1);
    assertThat(show(ticket, two, 1).reason()).isEqualTo(Reason.ALREADY_USED);
  }

  @Test
  void aReservationThatRanOutGivesItsUseToWhoWalkedInAndNotToMoreThanItHeld() {
    Ticket ticket = tickets.forToday(2);
    AuthoriseAnswer held = admitted(ticket, two, 2);
    UUID alone = UUID.randomUUID();
    for (int nth = 1; nth <= 3; nth++) {
      presentations.book(
          new Command.Merge(
              alone, one, ticket.ticketNo(), nth, PassageKind.FIRST, 1, 6, clock.instant()));
    }
    presentations.confirm(held.requestId(), two, 1, clock.instant());
    assertThat(conflicts()).containsExactly(alone, alone, alone);

    clock.advance(OVER);
    presentations.expire();

    assertThat(conflicts()).containsExactly(alone, alone);
    assertThat(tickets.facts(ticket).used()).isEqualTo(2);
  }

  @Test
  void whoStandsInTheLineOfAnotherTicketIsSentToItsOwn() {
    Ticket group = tickets.forToday(2);
    AuthoriseAnswer ahead = admitted(group, one, 1);
    AuthoriseAnswer behind = admitted(group, two, 1);
    Instant now = clock.instant();

    List<Result> results =
        transaction.execute(
            status ->
                settling.settle(
                    List.of(
                        new Command.Release(ahead.requestId(), one, group.ticketNo(), 0, 0, now),
                        new Command.Release(behind.requestId(), two, null, 0, 0, now))));
    assertThat(results.getLast()).isEqualTo(new Result.OfTicket(group.ticketNo()));
    presentations.release(behind.requestId(), two, 0, 0, now);

    assertThat(tickets.facts(group).reserved()).isZero();
  }

  private UUID enter(Ticket ticket, Gate gate) {
    AuthoriseAnswer answer = admitted(ticket, gate, 1);
    presentations.confirm(answer.requestId(), gate, 1, clock.instant());
    return answer.requestId();
  }

  private AuthoriseAnswer admitted(Ticket ticket, Gate gate, int people) {
    AuthoriseAnswer answer = show(ticket, gate, people);
    assertThat(answer.decision()).isEqualTo(Verdict.ADMIT);
    assertThat(answer.people()).isEqualTo(people);
    return answer;
  }

  private AuthoriseAnswer show(Ticket ticket, Gate gate, int atMost) {
    UUID requestId = UUID.randomUUID();
    Result result =
        presentations.authorise(
            new Presentations.Showing(
                requestId,
                gate,
                "reader-" + requestId,
                ticket.code().qr(),
                Direction.ENTRY,
                atMost,
                ProofResult.NOT_ASKED,
                new byte[0],
                clock.instant()));
    return ((Result.Answered) result).answer();
  }

  /** The presentations whose people stand on record as one too many, each as often as it does. */
  private List<@Nullable UUID> conflicts() {
    return jdbc.sql("SELECT request_id FROM admission.passage WHERE conflict = 'DOUBLE_ENTRY'")
        .query(UUID.class)
        .list();
  }
}
