package io.shanmen.gate.link;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What came back for a request.
 *
 * @param status the HTTP status, 0 where no complete answer came
 * @param body its JSON, a missing node where it had none
 * @param roundTripNanos from sending to the complete answer
 * @param receivedNanos when the answer was complete, by the monotonic clock
 */
record Reply(int status, JsonNode body, long roundTripNanos, long receivedNanos) {
  /** None came. */
  static final Reply NONE = new Reply(0, MissingNode.getInstance(), 0, 0);

  private static final Set<String> REVOKED =
      Set.of("TERMINAL_REVOKED", "TERMINAL_NOT_APPROVED", "TERMINAL_UNKNOWN");

  Reply with(int newStatus, JsonNode newBody) {
    return new Reply(newStatus, newBody, roundTripNanos, receivedNanos);
  }

  boolean isGood() {
    return status >= 200 && status < 300;
  }

  /** Nobody answered, or the server could not: a miss in the sense of the protocol. */
  boolean isMiss() {
    return status == 0 || status >= 500;
  }

  /** The server knows this gate and lets it in no longer, or does not know it at all. */
  boolean isRevoked() {
    return status >= 400 && status < 500 && REVOKED.contains(problem());
  }

  /** The code of the problem, empty where there is none. */
  String problem() {
    return body.path("code").asString("");
  }
}
