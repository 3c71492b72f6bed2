package io.shanmen.server.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.foundation.Unfinished;
import io.shanmen.server.identity.BuiltInRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What was begun and is not ended can be seen, and raises the alarm when it is overdue. */
@ParkIT
class HealthIT {

  @Autowired Clients clients;
  @Autowired List<Unfinished> kinds;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;

  @Test
  void anIdleParkHasNothingOverdueAndEveryKindIsLookedAt() {
    JsonNode health = health(clients.signedInAs(BuiltInRole.MANAGER));
    assertThat(health.path("alarms").asInt()).isZero();
    List<String> shown = new ArrayList<>();
    health.path("unfinished").forEach(kind -> shown.add(kind.path("kind").asString()));
    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(kinds.stream().map(Unfinished::kind).toList())
        .doesNotHaveDuplicates()
        .contains(
            "PLACES_HELD",
            "PASSAGE_UNCONFIRMED",
            "REFUND_EXECUTING",
            "REFUND_WAITING",
            "EVENT_UNSENT",
            "PRINT_JOB_SENDING",
            "TICKET_UNPRINTED");
  }

  @Test
  void whatIsOverdueStandsFirstAndRaisesTheAlarm() {
    Client manager = clients.signedInAs(BuiltInRole.MANAGER);
    jdbc.sql(
            """
            INSERT INTO terminal.terminal (terminal_id, name, kind, state, public_key, asked_at)
            VALUES (?, '3号窗口', 'COMPUTER', 'REQUESTED', '', ?)
            """)
        .params(
            UUID.randomUUID(), java.sql.Timestamp.from(clock.instant().minus(Duration.ofHours(23))))
        .update();
    assertThat(health(manager).path("alarms").asInt()).isZero();

    clock.advance(Duration.ofHours(2));

    JsonNode health = health(clients.signedInAs(BuiltInRole.MANAGER));
    assertThat(health.path("alarms").asInt()).isPositive();
    JsonNode first = health.path("unfinished").get(0);
    assertThat(first.path("alarm").asBoolean()).isTrue();
    assertThat(health.path("unfinished").toString())
        .contains("\"kind\":\"TERMINAL_REQUESTED\"", "\"number\":1");
  }

  @Test
  void aCashierNeedNotKnow() {
    assertThat(clients.signedInAs(BuiltInRole.CASHIER).get("/api/insight/health").status())
        .isEqualTo(403);
  }

  private static JsonNode health(Client client) {
    return client.get("/api/insight/health").ok();
  }
}
