package io.shanmen.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Client;
import io.shanmen.server.foundation.TestClock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Visitors at a gate that asks the server, as the gate program does.
 *
 * @param gate signed in as a gate that was taken over from the terminals
 */
public record VisitorsAt(Client gate, TestClock clock) {

  /** The answer to a code that is admitted, with the presentation it was asked under. */
  public record Admitted(UUID requestId, int people) {}

  /** Somebody shows a code and is admitted, but has not walked through yet. */
  public Admitted show(String code) {
    UUID requestId = UUID.randomUUID();
    JsonNode answer =
        gate.post(
                "/api/gate/authorise",
                Map.of(
                    "requestId",
                    requestId,
                    "code",
                    code,
                    "reader",
                    "r-" + requestId,
                    "direction",
                    "ENTRY",
                    "atMost",
                    9,
                    "at",
                    clock.instant()))
            .ok();
    assertThat(answer.path("decision").asString()).isEqualTo("ADMIT");
    return new Admitted(requestId, answer.path("people").asInt());
  }

  /** All whom the code admitted have walked through. */
  public void walkThrough(Admitted admitted, Instant at) {
    gate.post(
            "/api/gate/confirm",
            Map.of("requestId", admitted.requestId(), "passed", admitted.people(), "at", at))
        .ok();
  }

  /** Somebody shows a code and walks through. */
  public void pass(String code) {
    walkThrough(show(code), clock.instant());
  }
}
