package io.shanmen.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.shanmen.server.admission.gates.Gates;
import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.postgres.TestPostgres;
import io.shanmen.server.ticketing.Ticket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database that goes away under a gate's call: the gate is told so in the same words on both
 * ways, and the same request is answered right, once, when the database is back.
 */
@ParkIT
class DatabaseAwayIT {

  private static final String AUTHORISE = "/api/gate/authorise";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration AGAIN_AFTER = Duration.ofMillis(50);

  private static final Map<String, String> SHORT_WAY = Map.of();

  /** A header that sends a request on the long way. */
  private static final Map<String, String> LONG_WAY = Map.of("Accept", "application/*");

  @Autowired Clients clients;
  @Autowired Gates gates;
  @Autowired TestTickets tickets;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired DataSource pool;

  private Client gate;

  @BeforeEach
  void aGate() {
    gate = clients.gate(1);
    gates.takeOver(gate.terminalId());
  }

  /** No connection that died here is left for whoever comes next. */
  @AfterEach
  void awaitTheDatabase() throws InterruptedException, SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!answers() && System.nanoTime() < end) {
      Thread.sleep(AGAIN_AFTER);
    }
    dropConnectionsThatEnded();
  }

  /** One that works says nothing of the others, and whoever gets them next would fail. */
  private void dropConnectionsThatEnded() throws SQLException {
    pool.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
  }

  private boolean answers() {
    try {
      return jdbc.sql("SELECT true").query(Boolean.class).single();
    } catch (DataAccessException e) {
      return false;
    }
  }

  @Test
  void whenConnectionsEndTheRequestIsCarriedOutOnce() throws Exception {
    for (int round = 0; round < 5; round++) {
      Ticket ticket = tickets.forToday(1);
      Map<String, Object> showing = tickets.showing(UUID.randomUUID(), ticket);
      endConnections();
      Answer first = gate.post(AUTHORISE, showing);
      if (first.status() != 200) {
        assertIsAway(first);
      }
      assertIsAdmittedOnce(showing, ticket);
    }
  }

  @Test
  void whenTheDatabaseIsAwayBothWaysSayTheSameAndTheSameRequestIsAnsweredAfterwards()
      throws Exception {
    Ticket ticket = tickets.forToday(1);
    Ticket other = tickets.forToday(1);
    Map<String, Object> soon = tickets.showing(UUID.randomUUID(), ticket);
    Map<String, Object> late = tickets.showing(UUID.randomUUID(), other);
    lookUpItsSession();
    // That of this one was not looked up: already the look-up fails.
    Client fresh = clients.gate(1);

    List<Answer> answers = new ArrayList<>();
    TestPostgres.without(
        database(),
        () ->
            answers.addAll(
                together(
                    List.of(
                        new Call(gate, soon, SHORT_WAY),
                        new Call(gate, late, LONG_WAY),
                        new Call(fresh, soon, SHORT_WAY),
                        new Call(fresh, late, LONG_WAY)))));

    assertThat(answers).hasSize(4).allSatisfy(DatabaseAwayIT::assertIsAway);
    assertIsAdmittedOnce(soon, ticket);
    assertIsAdmittedOnce(late, other);
  }

  @Test
  void afterPostgresIsKilledTheSameRequestIsAnsweredRight() throws Exception {
    Ticket ticket = tickets.forToday(1);
    Map<String, Object> showing = tickets.showing(UUID.randomUUID(), ticket);
    lookUpItsSession();
    TestPostgres.kill();

    Answer first = gate.post(AUTHORISE, showing);
    if (first.status() != 200) {
      assertIsAway(first);
    }
    assertIsAdmittedOnce(showing, ticket);
  }

  /** It is remembered for some seconds. */
  private void lookUpItsSession() {
    gate.post(
            "/api/gate/confirm",
            Map.of("requestId", UUID.randomUUID(), "passed", 1, "at", clock.instant()))
        .refused("REQUEST_UNKNOWN");
  }

  private static void assertIsAway(Answer answer) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.headers().firstValue("X-Correlation-Id")).isPresent();
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.body().path("code").asString())
        .isIn("DATABASE_AWAY", "OUTCOME_UNKNOWN", "OVERLOADED");
  }

  /** The same request again, as a gate repeats it, until the server has found its database. */
  private void assertIsAdmittedOnce(Map<String, Object> showing, Ticket ticket)
      throws InterruptedException, SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Answer answer = gate.post(AUTHORISE, showing);
    while (answer.status() != 200 && System.nanoTime() < end) {
      assertIsAway(answer);
      Thread.sleep(AGAIN_AFTER);
      answer = gate.post(AUTHORISE, showing);
    }
    assertThat(answer.ok().path("decision").asString()).isEqualTo("ADMIT");
    dropConnectionsThatEnded();
    assertThat(gate.post(AUTHORISE, showing).ok()).isEqualTo(answer.body());
    assertThat(tickets.facts(ticket).reserved()).isEqualTo(1);
  }

  private record Call(Client gate, Map<String, Object> showing, Map<String, String> headers) {
    Answer make() {
      return gate.call("POST", AUTHORISE, showing, headers);
    }
  }

  private static List<Answer> together(List<Call> calls) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers =
          calls.stream().map(call -> threads.submit(call::make)).toList();
      threads.close();
      return answers.stream().map(Future::resultNow).toList();
    }
  }

  private void endConnections() {
    jdbc.sql(
            """
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
              AND application_name = 'shanmen'
            """)
        .query(Integer.class)
        .single();
  }

  private String database() {
    return jdbc.sql("SELECT current_database()").query(String.class).single();
  }
}
