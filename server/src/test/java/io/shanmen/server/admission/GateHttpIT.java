package io.shanmen.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.ciphers.KeyWrap;
import io.shanmen.kernel.ticketcode.KeyId;
import io.shanmen.server.admission.feed.FeedRefresh;
import io.shanmen.server.admission.gates.Gates;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.identity.BuiltInRole;
import io.shanmen.server.ticketing.Ticket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The protocol of docs/protocols/gate-server.md, spoken by a gate with a key of its own. */
@ParkIT
class GateHttpIT {

  @Autowired Clients clients;
  @Autowired Gates gates;
  @Autowired FeedRefresh refresh;
  @Autowired TestTickets tickets;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;

  Client gate;

  @BeforeEach
  void aGateAtTheMainEntrance() {
    gate = clients.gate(1);
    gates.takeOver(gate.terminalId());
  }

  private Map<String, Object> heartbeat(String mode) {
    return Map.of(
        "at",
        clock.instant(),
        "bootId",
        UUID.randomUUID(),
        "program",
        "0.1.0",
        "mode",
        mode,
        "unsynced",
        0,
        "lastSeq",
        0,
        "clockPlausible",
        true,
        "parts",
        List.of(Map.of("part", "BOARD", "state", "OK")));
  }

  @Test
  void aPresentationIsAuthorisedConfirmedAndReleased() {
    Ticket ticket = tickets.forToday(2);
    UUID requestId = UUID.randomUUID();

    JsonNode answer = gate.post("/api/gate/authorise", tickets.showing(requestId, ticket)).ok();
    assertThat(answer.path("decision").asString()).isEqualTo("ADMIT");
    assertThat(answer.path("kind").asString()).isEqualTo("FIRST");
    assertThat(answer.path("people").asInt()).isEqualTo(2);
    assertThat(answer.path("headsLeft").asInt()).isZero();
    assertThat(answer.path("ticket").path("ticketNo").asLong()).isEqualTo(ticket.ticketNo());
    assertThat(answer.has("reason")).isFalse();

    JsonNode confirmed =
        gate.post(
                "/api/gate/confirm",
                Map.of("requestId", requestId, "passed", 1, "at", clock.instant()))
            .ok();
    assertThat(confirmed.path("passed").asInt()).isEqualTo(1);
    assertThat(confirmed.path("late").asBoolean()).isFalse();

    JsonNode released =
        gate.post(
                "/api/gate/release",
                Map.of(
                    "requestId", requestId, "passed", 1, "admittedHere", 0, "at", clock.instant()))
            .ok();
    assertThat(released.path("released").asInt()).isEqualTo(1);
  }

  @Test
  void aRefusalIsAnAnswerWithItsReasonTimeAndGate() {
    Ticket ticket = tickets.forToday(1);
    UUID first = UUID.randomUUID();
    gate.post("/api/gate/authorise", tickets.showing(first, ticket)).ok();
    gate.post("/api/gate/confirm", Map.of("requestId", first, "passed", 1, "at", clock.instant()))
        .ok();
    clock.advance(Duration.ofSeconds(10));

    JsonNode answer =
        gate.post("/api/gate/authorise", tickets.showing(UUID.randomUUID(), ticket)).ok();
    assertThat(answer.path("decision").asString()).isEqualTo("REFUSE");
    assertThat(answer.path("reason").asString()).isEqualTo("ALREADY_USED");
    assertThat(answer.path("usedAt").asString()).isEqualTo("2026-10-01T02:00:00Z");
    assertThat(answer.path("usedAtGate").asInt()).isEqualTo(1);
  }

  @Test
  void aGateThatWasNotPutAnywhereIsToldSo() {
    Client other = clients.gate(1);
    JsonNode beat = other.post("/api/gate/heartbeat", heartbeat("ONLINE")).ok();
    assertThat(beat.path("assigned").asBoolean()).isFalse();
    other
        .post("/api/gate/authorise", tickets.showing(UUID.randomUUID(), tickets.forToday(1)))
        .refused("GATE_NOT_ASSIGNED");
  }

  @Test
  void confirmingWhatWasNeverAskedIsUnknown() {
    gate.post(
            "/api/gate/confirm",
            Map.of("requestId", UUID.randomUUID(), "passed", 1, "at", clock.instant()))
        .refused("REQUEST_UNKNOWN");
  }

  /** As the gate opens it, by its own private key. */
  private Optional<byte[]> opened(JsonNode key, String part) {
    assertThat(key.path("wrapping").asString()).isEqualTo(KeyWrap.NAME);
    KeyId id =
        new KeyId(
            key.path("parkNo").asInt(), key.path("number").asInt(), key.path("epoch").asInt());
    return KeyWrap.unwrap(
        gate.key().pair(),
        Base64.getDecoder().decode(key.path(part).asString()),
        KeyWrap.purpose(part, id, gate.terminalId()));
  }

  @Test
  void theSecretsOfAKeyStandInNoTable() throws InterruptedException {
    refresh.refresh();
    syncUntil("KEY");
    assertThat(
            jdbc.sql("SELECT body FROM admission.feed_known WHERE body LIKE '%KEY%'")
                .query(String.class)
                .list())
        .isNotEmpty()
        .noneMatch(body -> body.contains("seal") || body.contains("line"));
  }

  @Test
  void aGateSyncsKeysSettingsTicketsAndUses() throws InterruptedException {
    refresh.refresh();
    Ticket ticket = tickets.forToday(1);
    List<JsonNode> items = syncUntil("TICKET");

    JsonNode key = find(items, "KEY");
    assertThat(key.path("state").asString()).isEqualTo("ACTIVE");
    assertThat(key.path("verify").asString()).isNotEmpty();
    assertThat(key.has("sign")).isFalse();
    assertThat(opened(key, "seal")).isPresent();
    assertThat(opened(key, "line")).isPresent();
    JsonNode settings = find(items, "SETTINGS");
    assertThat(settings.path("zone").asString()).isEqualTo("Asia/Shanghai");
    assertThat(settings.path("onlineTimeoutMillis").asInt()).isEqualTo(150);
    JsonNode told = find(items, "GATE");
    assertThat(told.path("gateId").asString()).isEqualTo(gate.terminalId().toString());
    assertThat(find(items, "TICKET").path("ticketNo").asLong()).isEqualTo(ticket.ticketNo());

    UUID requestId = UUID.randomUUID();
    gate.post("/api/gate/authorise", tickets.showing(requestId, ticket)).ok();
    gate.post(
            "/api/gate/confirm", Map.of("requestId", requestId, "passed", 1, "at", clock.instant()))
        .ok();
    JsonNode use = find(syncUntil("USE"), "USE");
    assertThat(use.path("requestId").asString()).isEqualTo(requestId.toString());
    assertThat(use.path("passage").asString()).isEqualTo("FIRST");
    assertThat(use.path("conflict").asBoolean()).isFalse();
  }

  /** Reads the feed from the beginning until an item of this kind has come. */
  private List<JsonNode> syncUntil(String kind) throws InterruptedException {
    for (int attempt = 0; attempt < 100; attempt++) {
      List<JsonNode> items = new ArrayList<>();
      String cursor = "";
      JsonNode page;
      do {
        page = gate.get("/api/gate/feed" + cursor).ok();
        page.path("items").forEach(items::add);
        cursor = "?limit=1000&cursor=" + page.path("cursor").asString();
      } while (page.path("more").asBoolean());
      if (items.stream().anyMatch(item -> item.path("kind").asString().equals(kind))) {
        return items;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("the feed never told of a " + kind);
  }

  private static JsonNode find(List<JsonNode> items, String kind) {
    return items.stream()
        .filter(item -> item.path("kind").asString().equals(kind))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind));
  }

  @Test
  void aJournalIsAcknowledgedAndItsConflictsAreTold() throws Exception {
    UUID requestId = UUID.randomUUID();
    String admitted =
        ("{\"seq\":1,\"at\":\"2026-10-01T01:00:00Z\",\"kind\":\"ADMITTED\",\"requestId\":\"%s\","
                + "\"decidedBy\":\"GATE\",\"passage\":\"FIRST\",\"people\":1,\"medium\":\"QR\","
                + "\"ticketNo\":77,\"codeVersion\":1,\"productNo\":6,\"reader\":\"entry-1\"}")
            .formatted(requestId);
    String passed =
        "{\"seq\":2,\"at\":\"2026-10-01T01:00:02Z\",\"kind\":\"PASSED\",\"requestId\":\"%s\",\"nth\":1}"
            .formatted(requestId);
    byte[] first = hash(new byte[32], admitted);
    byte[] second = hash(first, passed);

    JsonNode ack =
        gate.post(
                "/api/gate/journal",
                Map.of(
                    "journalId",
                    UUID.randomUUID(),
                    "entries",
                    List.of(entry(1, first, admitted), entry(2, second, passed))))
            .ok();

    assertThat(ack.path("ackSeq").asLong()).isEqualTo(2);
    assertThat(ack.path("conflicts").get(0).path("kind").asString()).isEqualTo("UNKNOWN_TICKET");
    JsonNode conflicts =
        clients.signedInAs(BuiltInRole.MANAGER).get("/api/admission/conflicts").ok();
    assertThat(conflicts.path("conflicts")).hasSize(1);
  }

  private static Map<String, Object> entry(long seq, byte[] hash, String text) {
    return Map.of("seq", seq, "hash", HexFormat.of().formatHex(hash), "text", text);
  }

  private static byte[] hash(byte[] previous, String text) throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    sha256.update(previous);
    return sha256.digest(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aSilentGateIsOfflineAfterFiveSeconds() {
    Client manager = clients.signedInAs(BuiltInRole.MANAGER);
    gate.post("/api/gate/heartbeat", heartbeat("ONLINE")).ok();
    assertThat(healthSeenBy(manager)).isEqualTo("ONLINE");
    clock.advance(Duration.ofSeconds(6));
    assertThat(healthSeenBy(manager)).isEqualTo("OFFLINE");
    gate.post("/api/gate/heartbeat", heartbeat("OFFLINE")).ok();
    assertThat(healthSeenBy(manager)).isEqualTo("DEGRADED");
  }

  private static String healthSeenBy(Client manager) {
    return manager.get("/api/admission/gates").ok().get(0).path("health").asString();
  }

  @Test
  void staffOpensAGateByHandAndTheGateIsTold() throws InterruptedException {
    Client staff = clients.signedInAs(BuiltInRole.GATE_STAFF);
    String cursor = lastCursor();
    UUID requestId = UUID.randomUUID();
    Map<String, Object> wish =
        Map.of("requestId", requestId, "gateId", gate.terminalId(), "people", 1, "reason", "婴儿车");
    staff.post("/api/admission/manual-releases", wish).ok();
    staff.post("/api/admission/manual-releases", wish).ok();

    JsonNode page = gate.get("/api/gate/feed?cursor=" + cursor).ok();
    for (int attempt = 0; attempt < 100 && page.path("items").isEmpty(); attempt++) {
      Thread.sleep(50);
      page = gate.get("/api/gate/feed?cursor=" + cursor).ok();
    }
    assertThat(page.path("items")).hasSize(1);
    JsonNode order = page.path("items").get(0);
    assertThat(order.path("kind").asString()).isEqualTo("OPEN_ORDER");
    assertThat(order.path("orderId").asString()).isEqualTo(requestId.toString());
    assertThat(order.path("notAfter").asString()).isEqualTo("2026-10-01T02:00:15Z");
  }

  /** Where the feed stands once it has come to rest. */
  private String lastCursor() throws InterruptedException {
    refresh.refresh();
    String before;
    String now = "";
    do {
      Thread.sleep(300);
      before = now;
      JsonNode page = gate.get("/api/gate/feed").ok();
      while (page.path("more").asBoolean()) {
        page = gate.get("/api/gate/feed?cursor=" + page.path("cursor").asString()).ok();
      }
      now = page.path("cursor").asString();
    } while (!now.equals(before));
    return now;
  }

  @Test
  void aLateEventDoesNotBringARevokedGateBack() {
    clients
        .signedInAs(BuiltInRole.ADMINISTRATOR)
        .post("/api/terminal/terminals/" + gate.terminalId() + "/revocation", Map.of())
        .ok();
    gates.takeOver(gate.terminalId());

    assertThat(gates.find(gate.terminalId()).orElseThrow().revoked()).isTrue();
  }

  @Test
  void nobodyButAGateTalksToTheGatesInterface() {
    Client manager = clients.signedInAs(BuiltInRole.ADMINISTRATOR);
    assertThat(manager.post("/api/gate/heartbeat", heartbeat("ONLINE")).status()).isEqualTo(403);
    assertThat(clients.stranger().get("/api/gate/feed").status()).isEqualTo(401);
    assertThat(gate.get("/api/admission/gates").status()).isEqualTo(403);
  }
}
