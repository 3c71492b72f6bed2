package io.shanmen.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.admission.Direction;
import io.shanmen.kernel.admission.ProofResult;
import io.shanmen.server.admission.gates.Gate;
import io.shanmen.server.admission.gates.Gates;
import io.shanmen.server.admission.passage.AuthoriseAnswer;
import io.shanmen.server.admission.passage.AuthoriseAnswer.Verdict;
import io.shanmen.server.admission.passage.Presentations;
import io.shanmen.server.admission.passage.Result;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.Statements;
import io.shanmen.server.foundation.Statements.Statement;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.ticketing.Ticket;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A check costs few statements, and a set of many no more than one alone. */
@ParkIT
class CheckStatementsIT {

  private static final int LIMIT_STATEMENTS = 4;

  @Autowired Presentations presentations;
  @Autowired Gates gates;
  @Autowired TestTickets tickets;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;

  private Gate gate;

  @BeforeEach
  void aGate() {
    gate = TestGates.put(jdbc, gates, 1, 1);
    confirm(authorise(tickets.forToday(1)));
  }

  @Test
  void aCheckAloneTakesOneConnectionAndFewStatements() {
    Ticket ticket = tickets.forToday(1);
    UUID[] shown = new UUID[1];
    assertFew(Statements.during(() -> shown[0] = authorise(ticket)));
    assertFew(Statements.during(() -> confirm(shown[0])));
    UUID second = authorise(tickets.forToday(1));
    assertFew(Statements.during(() -> presentations.release(second, gate, 0, 0, clock.instant())));
  }

  @Test
  void aSetOfFiftyTakesNoMoreThanACheckAlone() {
    List<Ticket> fifty = IntStream.range(0, 50).mapToObj(i -> tickets.forToday(1)).toList();
    ConcurrentLinkedQueue<UUID> shown = new ConcurrentLinkedQueue<>();
    assertFew(Statements.during(() -> together(fifty, ticket -> shown.add(authorise(ticket)))));
    assertFew(Statements.during(() -> together(List.copyOf(shown), this::confirm)));
  }

  /** Each transaction has a connection of its own from the pool. */
  private static void assertFew(List<Statement> all) {
    Map<Integer, List<Statement>> bySet =
        Statements.of(all, "admission-").stream()
            .collect(Collectors.groupingBy(Statement::connection));
    assertThat(bySet).isNotEmpty().hasSizeLessThan(50);
    assertThat(bySet.values())
        .allSatisfy(set -> assertThat(set).hasSizeLessThanOrEqualTo(LIMIT_STATEMENTS));
  }

  private UUID authorise(Ticket ticket) {
    UUID requestId = UUID.randomUUID();
    Result result =
        presentations.authorise(
            new Presentations.Showing(
                requestId,
                gate,
                "reader-" + requestId,
                ticket.code().qr(),
                Direction.ENTRY,
                1,
                ProofResult.NOT_ASKED,
                new byte[] {1},
                clock.instant()));
    AuthoriseAnswer answer = ((Result.Answered) result).answer();
    assertThat(answer.decision()).isEqualTo(Verdict.ADMIT);
    return requestId;
  }

  private void confirm(UUID requestId) {
    assertThat(presentations.confirm(requestId, gate, 1, clock.instant()))
        .isInstanceOf(Result.Settled.class);
  }

  private static <T> void together(List<T> all, Consumer<T> work) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List.copyOf(all).stream()
          .map(one -> threads.submit(() -> work.accept(one)))
          .toList()
          .forEach(done -> assertThat(done).succeedsWithin(java.time.Duration.ofSeconds(20)));
    }
  }
}
