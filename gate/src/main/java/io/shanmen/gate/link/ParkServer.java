package io.shanmen.gate.link;

import io.shanmen.gate.agent.Errors;
import io.shanmen.gate.store.ParkSettings.Times;
import io.shanmen.kernel.admission.PassageKind;
import io.shanmen.kernel.admission.Reason;
import io.shanmen.kernel.ticketcode.TicketRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The park's server as {@link Authority}, over the protocol of docs/protocols/gate-server.md, §3.
 */
public final class ParkServer implements Authority {
  private static final Duration TELL_LIMIT = Duration.ofSeconds(5);

  private final ParkHttp http;
  private final Connection connection;
  private final Supplier<Times> times;
  private final Errors errors;

  public ParkServer(ParkHttp http, Connection connection, Supplier<Times> times, Errors errors) {
    this.http = http;
    this.connection = connection;
    this.times = times;
    this.errors = errors;
  }

  @Override
  public CompletableFuture<ServerAnswer> authorise(Question question) {
    if (!http.hasSession()) {
      return CompletableFuture.completedFuture(new ServerAnswer.Undecided("no session"));
    }
    ObjectNode body = ParkHttp.JSON.createObjectNode();
    body.put("requestId", question.requestId().toString());
    body.put("code", question.code());
    body.put("reader", question.reader());
    body.put("direction", question.direction().name());
    body.put("atMost", question.atMost());
    body.put("at", question.at().toString());
    // The gate's own limit; the request itself may live a little longer, so that its connection is
    // kept and only its answer is thrown away.
    return http.post("/api/gate/authorise", body, TELL_LIMIT)
        .thenApply(this::answer)
        .completeOnTimeout(
            new ServerAnswer.Undecided("no answer in time"),
            times.get().onlineTimeout(),
            TimeUnit.MILLISECONDS)
        .thenApply(this::counted)
        .exceptionally(failure -> new ServerAnswer.Undecided("answer not understood: " + failure));
  }

  /** Misses end ONLINE, answers keep it; the answer that came too late counts as a miss. */
  private ServerAnswer counted(ServerAnswer answer) {
    switch (answer) {
      case ServerAnswer.Undecided undecided -> {
        if (undecided.why().startsWith("no answer")) {
          connection.miss();
        }
        errors.add("link", undecided.why());
      }
      case ServerAnswer.NotAssigned _ -> connection.notAssigned();
      case ServerAnswer.Revoked _ -> connection.revoke();
      case ServerAnswer.Admit _, ServerAnswer.Refuse _, ServerAnswer.Repeated _ ->
          connection.goodAnswer();
    }
    return answer;
  }

  private ServerAnswer answer(Reply reply) {
    if (reply.isMiss()) {
      return new ServerAnswer.Undecided("no answer, status " + reply.status());
    }
    if (reply.problem().equals("GATE_NOT_ASSIGNED")) {
      return new ServerAnswer.NotAssigned();
    }
    if (reply.isRevoked()) {
      return new ServerAnswer.Revoked();
    }
    if (!reply.isGood()) {
      return new ServerAnswer.Undecided("refused, status " + reply.status() + reply.problem());
    }
    JsonNode body = reply.body();
    if (body.hasNonNull("repeats")) {
      return new ServerAnswer.Repeated();
    }
    return switch (body.path("decision").asString("")) {
      case "ADMIT" -> admit(body);
      case "REFUSE" -> refuse(body);
      case "NEEDS_PROOF" ->
          new ServerAnswer.Refuse(Reason.PROOF_UNAVAILABLE, null, 0, ticket(body.path("ticket")));
      default -> new ServerAnswer.Undecided("decision not understood");
    };
  }

  private static ServerAnswer admit(JsonNode body) {
    ServerAnswer.Ticket ticket = ticket(body.path("ticket"));
    int people = body.path("people").asInt(0);
    if (ticket == null || people < 1) {
      return new ServerAnswer.Undecided("admission not understood");
    }
    return new ServerAnswer.Admit(
        PassageKind.valueOf(body.path("kind").asString("FIRST")),
        people,
        body.path("headsLeft").asInt(0),
        ticket);
  }

  private ServerAnswer refuse(JsonNode body) {
    String name = body.path("reason").asString("");
    Reason reason =
        Arrays.stream(Reason.values())
            .filter(value -> value.name().equals(name))
            .findFirst()
            .orElseGet(
                () -> {
                  errors.add("link", "unknown reason " + name);
                  return Reason.UNKNOWN_TICKET;
                });
    String usedAt = body.path("usedAt").asString("");
    return new ServerAnswer.Refuse(
        reason,
        usedAt.isEmpty() ? null : Instant.parse(usedAt),
        body.path("usedAtGate").asInt(0),
        ticket(body.path("ticket")));
  }

  private static ServerAnswer.@Nullable Ticket ticket(JsonNode json) {
    if (!json.isObject()) {
      return null;
    }
    return new ServerAnswer.Ticket(
        new TicketRef(json.path("ticketNo").asLong(), json.path("codeVersion").asInt(1)),
        json.path("productNo").asInt(),
        json.path("nameZh").asString(""),
        json.path("nameEn").asString(""),
        json.path("heads").asInt(1));
  }

  @Override
  public void confirm(UUID requestId, int passed, Instant at) {
    ObjectNode body = ParkHttp.JSON.createObjectNode();
    body.put("requestId", requestId.toString());
    body.put("passed", passed);
    body.put("at", at.toString());
    tell("/api/gate/confirm", body);
  }

  @Override
  public void release(UUID requestId, int passed, int admittedHere, Instant at) {
    ObjectNode body = ParkHttp.JSON.createObjectNode();
    body.put("requestId", requestId.toString());
    body.put("passed", passed);
    body.put("admittedHere", admittedHere);
    body.put("at", at.toString());
    tell("/api/gate/release", body);
  }

  /** Said once and not repeated: the journal carries the same facts. */
  private void tell(String path, JsonNode body) {
    if (http.hasSession()) {
      var _ =
          http.post(path, body, TELL_LIMIT)
              .thenAccept(
                  reply -> {
                    if (reply.status() == 400 || reply.status() == 409) {
                      errors.add("link", path + " refused: " + reply.problem());
                    }
                  });
    }
  }
}
