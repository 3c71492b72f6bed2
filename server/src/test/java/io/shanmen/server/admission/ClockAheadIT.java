package io.shanmen.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.admission.Direction;
import io.shanmen.kernel.admission.ProofResult;
import io.shanmen.server.admission.gates.Gate;
import io.shanmen.server.admission.gates.Gates;
import io.shanmen.server.admission.park.Occupancy;
import io.shanmen.server.admission.passage.AuthoriseAnswer;
import io.shanmen.server.admission.passage.Presentations;
import io.shanmen.server.admission.passage.Result;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.ticketing.Ticket;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The server's clock was ahead, and is right again. */
@ParkIT
class ClockAheadIT {

  private static final Duration A_DAY = Duration.ofDays(1);

  @Autowired Presentations presentations;
  @Autowired Occupancy occupancy;
  @Autowired Gates gates;
  @Autowired TestTickets tickets;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;

  private Gate gate;

  @BeforeEach
  void aGate() {
    gate = TestGates.put(jdbc, gates, 1, 1);
  }

  @Test
  void anAnswerFromAheadIsNotRepeated() {
    Ticket ticket = tickets.forToday(1);
    clock.advance(Duration.ofHours(1));
    release(show(ticket));
    clock.set(clock.instant().minus(Duration.ofHours(1)));

    AuthoriseAnswer answer = show(ticket);

    assertThat(answer.repeats()).isNull();
    release(answer);
  }

  @Test
  void aDayThatWasClosedIsOpenAgain() {
    AuthoriseAnswer answer = show(tickets.forToday(1));
    presentations.confirm(answer.requestId(), gate, 1, clock.instant());
    clock.advance(A_DAY);
    occupancy.closePastDays();
    clock.set(clock.instant().minus(A_DAY));

    occupancy.closePastDays();

    assertThat(
            jdbc.sql("SELECT count(residual) FROM admission.occupancy").query(Long.class).single())
        .isZero();
  }

  private AuthoriseAnswer show(Ticket ticket) {
    Result result =
        presentations.authorise(
            new Presentations.Showing(
                UUID.randomUUID(),
                gate,
                "entry-1",
                ticket.code().qr(),
                Direction.ENTRY,
                1,
                ProofResult.NOT_ASKED,
                new byte[0],
                clock.instant()));
    return ((Result.Answered) result).answer();
  }

  private void release(AuthoriseAnswer answer) {
    presentations.release(answer.requestId(), gate, 0, 0, clock.instant());
  }
}
