package io.shanmen.server.admission.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.admission.Direction;
import io.shanmen.kernel.admission.ProofResult;
import io.shanmen.kernel.admission.Reason;
import io.shanmen.server.admission.AdmissionSettings;
import io.shanmen.server.admission.TestGates;
import io.shanmen.server.admission.TestTickets;
import io.shanmen.server.admission.gates.Gate;
import io.shanmen.server.admission.gates.Gates;
import io.shanmen.server.admission.park.SettingsStore;
import io.shanmen.server.admission.passage.AuthoriseAnswer;
import io.shanmen.server.admission.passage.AuthoriseAnswer.Verdict;
import io.shanmen.server.admission.passage.Presentations;
import io.shanmen.server.admission.passage.Result;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.ticketing.Ticket;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** R25: a full park takes nobody new, lets people come back and leave, and tells its gates. */
@ParkIT
class FullParkIT {

  @Autowired Presentations presentations;
  @Autowired SettingsStore settings;
  @Autowired FeedRefresh refresh;
  @Autowired Feed feed;
  @Autowired FeedChainer chainer;
  @Autowired Gates gates;
  @Autowired TestTickets tickets;
  @Autowired TestClock clock;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;
  @Autowired JsonMapper json;

  private Gate gate;
  private Ticket inside;

  @BeforeEach
  void aParkForOneWithOneInside() {
    gate = TestGates.put(jdbc, gates, 1, 1);
    limits(1, 0);
    inside = tickets.forToday(1);
    pass(inside, Direction.ENTRY);
  }

  @Test
  void aFullParkTakesNobodyNewUntilSomebodyLeaves() {
    Ticket next = tickets.forToday(1);
    assertThat(show(next, Direction.ENTRY).reason()).isEqualTo(Reason.PARK_FULL);
    pass(inside, Direction.EXIT);
    clock.advance(Duration.ofMinutes(1));
    assertThat(show(next, Direction.ENTRY).decision()).isEqualTo(Verdict.ADMIT);
  }

  @Test
  void whoWasInsideMayComeBackToAFullPark() {
    pass(inside, Direction.EXIT);
    pass(tickets.forToday(1), Direction.ENTRY);
    clock.advance(Duration.ofMinutes(1));
    assertThat(show(tickets.forToday(1), Direction.ENTRY).reason()).isEqualTo(Reason.PARK_FULL);
    assertThat(show(inside, Direction.ENTRY).decision()).isEqualTo(Verdict.ADMIT);
  }

  @Test
  void theLimitOfADayCountsEverybodyWhoCameInThatDay() {
    limits(0, 1);
    pass(inside, Direction.EXIT);
    assertThat(show(tickets.forToday(1), Direction.ENTRY).reason()).isEqualTo(Reason.PARK_FULL);
    limits(0, 2);
    assertThat(show(tickets.forToday(1), Direction.ENTRY).decision()).isEqualTo(Verdict.ADMIT);
  }

  @Test
  void gatesAreToldThatTheParkIsFullAndThatItNoLongerIs() {
    refresh.refresh();
    assertThat(told().path("full").asBoolean()).isTrue();
    assertThat(told().path("businessDay").asString()).isEqualTo("2026-10-01");

    pass(inside, Direction.EXIT);
    refresh.refresh();
    assertThat(told().path("full").asBoolean()).isFalse();

    pass(tickets.forToday(1), Direction.ENTRY);
    clock.advance(Duration.ofDays(1));
    refresh.refresh();
    assertThat(told().path("full").asBoolean()).isFalse();
    assertThat(told().path("businessDay").asString()).isEqualTo("2026-10-02");
  }

  private void limits(int instant, int day) {
    AdmissionSettings usual = AdmissionSettings.USUAL;
    transaction.executeWithoutResult(
        status ->
            settings.save(
                new AdmissionSettings(
                    instant, day, usual.reentry(), usual.days(), usual.timing())));
  }

  /** The last word about the park, as a gate that starts anew hears it. */
  private JsonNode told() {
    chainer.chainAll();
    List<JsonNode> items =
        feed.page(null, Feed.PAGE_LIMIT_ITEMS).items().stream()
            .map(json::readTree)
            .filter(item -> item.path("kind").asString().equals("PARK"))
            .toList();
    return items.getLast();
  }

  private void pass(Ticket ticket, Direction direction) {
    AuthoriseAnswer answer = show(ticket, direction);
    assertThat(answer.decision()).isEqualTo(Verdict.ADMIT);
    presentations.confirm(answer.requestId(), gate, 1, clock.instant());
  }

  private AuthoriseAnswer show(Ticket ticket, Direction direction) {
    UUID requestId = UUID.randomUUID();
    Result result =
        presentations.authorise(
            new Presentations.Showing(
                requestId,
                gate,
                "reader-" + requestId,
                ticket.code().qr(),
                direction,
                1,
                ProofResult.NOT_ASKED,
                new byte[] {1},
                clock.instant()));
    return ((Result.Answered) result).answer();
  }
}
