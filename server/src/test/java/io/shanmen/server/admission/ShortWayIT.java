package io.shanmen.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.shanmen.server.admission.gates.Gates;
import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.identity.BuiltInRole;
import io.shanmen.server.identity.ShortCall;
import io.shanmen.server.ticketing.Ticket;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A gate's calls take the short way, and nothing tells by the answer which way was taken. */
@ParkIT
class ShortWayIT {

  private static final String AUTHORISE = "/api/gate/authorise";
  private static final String CONFIRM = "/api/gate/confirm";

  /** The same request with a header that sends it on the long way. */
  private static final Map<String, String> LONG_WAY = Map.of("Accept", "application/*");

  @Autowired Clients clients;
  @Autowired Gates gates;
  @Autowired TestTickets tickets;
  @Autowired TestClock clock;
  @Autowired MeterRegistry meters;
  @Autowired List<ShortCall<?>> calls;

  Client gate;

  @BeforeEach
  void aGateAtTheMainEntrance() {
    gate = clients.gate(1);
    gates.takeOver(gate.terminalId());
  }

  private long taken(String path) {
    return meters.get("shanmen.short.call").tag("path", path).timer().count();
  }

  @Test
  void bothWaysGiveTheSameAnswer() {
    Map<String, Object> showing = tickets.showing(UUID.randomUUID(), tickets.forToday(1));
    long before = taken(AUTHORISE);

    Answer soon = gate.post(AUTHORISE, showing);
    Answer late = gate.call("POST", AUTHORISE, showing, LONG_WAY);

    assertThat(taken(AUTHORISE)).isEqualTo(before + 1);
    assertThat(soon.ok().path("decision").asString()).isEqualTo("ADMIT");
    assertThat(soon.ok()).isEqualTo(late.ok());
    for (String header :
        List.of("Content-Type", "Cache-Control", "X-Content-Type-Options", "Content-Length")) {
      assertThat(soon.headers().firstValue(header)).as(header).isPresent();
    }
    assertThat(soon.headers().firstValue("Content-Type"))
        .isEqualTo(late.headers().firstValue("Content-Type"));
  }

  @Test
  void aRefusalIsTheSameProblemOnBothWays() {
    Map<String, Object> unknown =
        Map.of("requestId", UUID.randomUUID(), "passed", 1, "at", clock.instant());
    long before = taken(CONFIRM);

    Answer soon = gate.post(CONFIRM, unknown);
    Answer late = gate.call("POST", CONFIRM, unknown, LONG_WAY);

    assertThat(taken(CONFIRM)).isEqualTo(before + 1);
    assertThat(soon.status()).isEqualTo(late.status());
    assertThat(soon.refused("REQUEST_UNKNOWN").path("zh"))
        .isEqualTo(late.refused("REQUEST_UNKNOWN").path("zh"));
    assertThat(soon.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(soon.headers().firstValue("X-Correlation-Id"))
        .hasValue(soon.body().path("correlationId").asString());
  }

  /** What cannot be read, or says what no gate may say, is read again and refused at the door. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "null",
        "{\"requestId\":1}",
        "{\"requestId\":\"x\",\"passed\":1,\"at\":\"2026-10-01T02:00:00Z\"}",
        "{\"requestId\":\"0199a000-0000-7000-8000-000000000001\",\"passed\":1}",
        "{\"requestId\":\"0199a000-0000-7000-8000-000000000001\",\"passed\":1,\"at\":\"x\"}",
        """
        {"requestId":"0199a000-0000-7000-8000-000000000001","passed":1,
         "at":"2026-10-01T02:00:00Z","more":1}""",
        """
        {"requestId":"0199a000-0000-7000-8000-000000000001","passed":1,"passed":2,
         "at":"2026-10-01T02:00:00Z"}""",
        """
        {"requestId":"0199a000-0000-7000-8000-000000000001","passed":1,
         "at":"2026-10-01T02:00:00Z"} {}"""
      })
  void aBodyThatSaysNothingGoodIsRefusedOnTheLongWay(String body) {
    long before = taken(CONFIRM);

    Answer soon = gate.post(CONFIRM, body);
    Answer late = gate.call("POST", CONFIRM, body, LONG_WAY);

    assertThat(taken(CONFIRM)).isEqualTo(before);
    assertThat(soon.status()).isEqualTo(400);
    assertThat(soon.body().path("code")).isEqualTo(late.body().path("code"));
    assertThat(soon.body().path("params")).isEqualTo(late.body().path("params"));
  }

  @Test
  void aValueOutOfItsRangeIsNamed() {
    Answer answer =
        gate.post(
            CONFIRM, Map.of("requestId", UUID.randomUUID(), "passed", -1, "at", clock.instant()));
    assertThat(answer.refused("INVALID_VALUE").path("params").path("field").asString())
        .isEqualTo("passed");
  }

  /** The connection is as good as new after a body was given back. */
  @Test
  void afterABadRequestTheNextOneOnTheSameConnectionIsAnswered() {
    Ticket ticket = tickets.forToday(1);
    for (int round = 0; round < 20; round++) {
      assertThat(gate.post(AUTHORISE, "{\"broken\":" + "9".repeat(round)).status()).isEqualTo(400);
    }
    assertThat(
            gate.post(AUTHORISE, tickets.showing(UUID.randomUUID(), ticket))
                .ok()
                .path("decision")
                .asString())
        .isEqualTo("ADMIT");
  }

  @Test
  void nobodyElseTakesIt() {
    Map<String, Object> showing = tickets.showing(UUID.randomUUID(), tickets.forToday(1));
    long before = taken(AUTHORISE);

    assertThat(clients.stranger().post(AUTHORISE, showing).status()).isEqualTo(401);
    assertThat(clients.signedInAs(BuiltInRole.ADMINISTRATOR).post(AUTHORISE, showing).status())
        .isEqualTo(403);
    gate.call("POST", AUTHORISE, showing, Map.of("Origin", "https://elsewhere.example"))
        .refused("FOREIGN_ORIGIN");
    assertThat(gate.call("POST", AUTHORISE, "x".repeat(9_000), Map.of()).status()).isEqualTo(400);
    assertThat(gate.get(AUTHORISE).status()).isEqualTo(405);

    assertThat(taken(AUTHORISE)).isEqualTo(before);
  }

  @Test
  void aRevokedGateIsTurnedAway() {
    Map<String, Object> showing = tickets.showing(UUID.randomUUID(), tickets.forToday(1));
    clients
        .signedInAs(BuiltInRole.ADMINISTRATOR)
        .post("/api/terminal/terminals/" + gate.terminalId() + "/revocation", Map.of())
        .ok();

    assertThat(gate.post(AUTHORISE, showing).status()).isEqualTo(401);
  }

  @Test
  void onlyWhatIsAskedForEveryVisitorIsOnIt() {
    assertThat(calls)
        .extracting(ShortCall::path)
        .containsExactlyInAnyOrder(AUTHORISE, CONFIRM, "/api/gate/release", "/api/ordering/sales");
  }
}
