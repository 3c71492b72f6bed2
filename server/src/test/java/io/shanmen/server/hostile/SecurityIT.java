package io.shanmen.server.hostile;

import static io.shanmen.server.identity.BuiltInRole.ADMINISTRATOR;
import static io.shanmen.server.identity.BuiltInRole.CASHIER;
import static io.shanmen.server.identity.BuiltInRole.FINANCE;
import static io.shanmen.server.identity.BuiltInRole.MANAGER;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.client.TerminalKey;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.foundation.ParkIT;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Attacks that take more than one request, beside those that the modules' own tests try. */
@ParkIT
class SecurityIT {

  private static final String MARKUP = "<img src=x onerror=alert(1)>'\"`";

  @Autowired Clients clients;
  @Autowired Ids ids;
  @LocalServerPort int port;

  @Test
  void aSessionThatTheAttackerChoseIsNotTheOneThatSigningInOpens() {
    Client victim = clients.atComputer();
    Client attacker = clients.signedInAs(CASHIER);
    victim.setCookie(attacker.cookie().orElseThrow());
    victim.signIn(clients.operator(CASHIER)).ok();
    assertThat(victim.cookie()).isNotEqualTo(attacker.cookie());
    assertThat(victim.get("/api/session").ok().path("operatorId"))
        .isNotEqualTo(attacker.get("/api/session").ok().path("operatorId"));
  }

  @Test
  void aCookieOfNobodysChoiceIsNeverMadeASession() {
    Client browser = clients.stranger();
    browser.setCookie("B".repeat(43));
    browser.get("/api/session").refused("SIGN_IN_REQUIRED");
    Client victim = clients.atComputer();
    victim.setCookie("B".repeat(43));
    victim.signIn(clients.operator(CASHIER)).ok();
    browser.get("/api/session").refused("SIGN_IN_REQUIRED");
  }

  @Test
  void aSignOutThatIsReplayedBringsNothingBack() {
    Client cashier = clients.signedInAs(CASHIER).copy();
    Client replay = cashier.copy();
    cashier.post("/api/sign-out").ok();
    replay.get("/api/session").refused("SIGN_IN_REQUIRED");
    replay.renew().refused("SIGN_IN_REQUIRED");
  }

  @Test
  void aRenewalsProofThatIsReplayedIsRefused() {
    Client cashier = clients.signedInAs(CASHIER).copy();
    Map<String, Object> proof = cashier.proof("renew");
    cashier.post("/api/session/renew", proof).ok();
    cashier.post("/api/session/renew", proof).refused("CHALLENGE_INVALID");
  }

  @Test
  void aGatesProofThatIsReplayedIsRefused() {
    Client gate = clients.gate(1);
    Map<String, Object> proof = gate.proof("device");
    gate.post("/api/terminal/device-sessions", proof).ok();
    gate.post("/api/terminal/device-sessions", proof).refused("CHALLENGE_INVALID");
  }

  @Test
  void aRevokedGateIsOutInTheMiddleOfItsSession() {
    Client gate = clients.gate(1);
    gate.get("/api/gate/feed").ok();
    clients
        .signedInAs(ADMINISTRATOR)
        .post("/api/terminal/terminals/" + gate.terminalId() + "/revocation")
        .ok();
    gate.get("/api/gate/feed").refused("SIGN_IN_REQUIRED");
    gate.openDeviceSession().refused("TERMINAL_NOT_APPROVED");
  }

  @Test
  @Timeout(30)
  void theLiveStreamOfADisabledOperatorEnds() throws IOException {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    Client manager = clients.signedInAs(MANAGER).copy();
    try (InputStream live = manager.stream("/api/insight/live")) {
      assertThat(live.read()).isNotNegative();
      JsonNode now = operator(admin, manager.operatorId());
      Map<String, Object> wanted = new HashMap<>();
      wanted.put("name", now.path("name").asString());
      wanted.put("roleIds", now.path("roleIds"));
      wanted.put("disabled", true);
      wanted.put("version", now.path("version").asLong());
      admin.put("/api/identity/operators/" + manager.operatorId(), wanted).ok();
      live.transferTo(OutputStream.nullOutputStream());
    }
    manager.get("/api/session").refused("SIGN_IN_REQUIRED");
  }

  @Test
  @Timeout(30)
  void theLiveStreamOfARevokedTerminalEnds() throws IOException {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    Client manager = clients.signedInAs(MANAGER).copy();
    try (InputStream live = manager.stream("/api/insight/live")) {
      assertThat(live.read()).isNotNegative();
      admin.post("/api/terminal/terminals/" + manager.terminalId() + "/revocation").ok();
      live.transferTo(OutputStream.nullOutputStream());
    }
  }

  @Test
  void markupInNamesIsKeptAndGivenBackAsTextOfJson() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    UUID id = ids.next();
    admin
        .post(
            "/api/identity/operators",
            Map.of(
                "operatorId",
                id,
                "signInName",
                "markup",
                "name",
                MARKUP,
                "roleIds",
                List.of(),
                "password",
                "given-by-admin"))
        .ok();
    Answer answer = admin.get("/api/identity/operators");
    assertThat(operator(admin, id).path("name").asString()).isEqualTo(MARKUP);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
  }

  @Test
  void markupInAnAddressComesBackAsJsonThatNoBrowserRuns() {
    Answer answer = clients.stranger().get("/api/%3Cscript%3Ealert(1)%3C/script%3E");
    answer.refused("NOT_FOUND");
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
  }

  @Test
  void noScriptRunsThatIsNotAFileOfThisServer() {
    String policy =
        clients.stranger().get("/api/setup").headers().firstValue("content-security-policy").get();
    for (String directive : policy.split("; ")) {
      if (directive.startsWith("script-src") || directive.startsWith("default-src")) {
        assertThat(directive).endsWith("'self'").doesNotContain("unsafe", "*", "data:", "blob:");
      }
    }
    assertThat(policy).contains("object-src 'none'", "base-uri 'none'", "frame-ancestors 'self'");
    assertThat(policy).doesNotContain("unsafe");
  }

  @Test
  void everyAnswerCarriesTheHeadersThatKeepABrowserSafe() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    for (Answer answer :
        List.of(
            admin.get("/api/session"),
            admin.get("/api/nowhere"),
            admin.get("/nowhere"),
            admin.get("/"),
            admin.get("/sample/"),
            admin.get("/api/gate/feed"),
            admin.post("/api/ordering/sales", "{"),
            admin.get("/api/session?x=%00"),
            admin.get("/v3/api-docs"))) {
      assertThat(answer.headers().firstValue("content-security-policy")).isPresent();
      assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
      assertThat(answer.headers().firstValue("server")).isEmpty();
      assertThat(answer.headers().firstValue("x-powered-by")).isEmpty();
    }
  }

  @Test
  void sqlInSearchBoxesFindsNothingAndChangesNothing() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    for (String sql :
        List.of("' OR '1'='1", "%", "_", "\\", "'; DROP TABLE audit.entry; --", "1) OR (1=1")) {
      JsonNode page = admin.get("/api/audit/entries", Map.of("action", sql)).ok();
      assertThat(page.path("entries")).as(sql).isEmpty();
      admin.get("/api/audit/entries", Map.of("subjectType", "operator", "subjectId", sql)).ok();
    }
    assertThat(admin.get("/api/audit/entries").ok().path("entries")).isNotEmpty();
  }

  @Test
  void nobodyGivesThemselvesMoreThroughTheRoleTheyHave() {
    Client clerk = clients.signedInWith("identity.manage-roles", "identity.view-operators");
    JsonNode own =
        clerk
            .get("/api/identity/roles")
            .ok()
            .valueStream()
            .filter(role -> role.path("nameEn").asString().startsWith("Test "))
            .findFirst()
            .orElseThrow();
    clerk
        .put(
            "/api/identity/roles/" + own.path("roleId").asString(),
            Map.of(
                "nameZh",
                "自封岗",
                "nameEn",
                "Self-made",
                "permissions",
                List.of("identity.manage-roles", "identity.manage-operators"),
                "version",
                own.path("version").asLong()))
        .refused("BEYOND_OWN_PERMISSIONS");
    clerk.get("/api/session").ok();
    assertThat(clerk.get("/api/session").ok().path("permissions")).hasSize(2);
  }

  @Test
  void guessesOfEnrolmentCodesAreLimited() {
    Client guesser = clients.stranger();
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      answers.add(guess(guesser, "AAAA-%04d".formatted(i)).body().path("code").asString());
    }
    assertThat(answers).startsWith("ENROLMENT_CODE_INVALID").endsWith("ENROLMENT_LOCKED");
  }

  @Test
  void aGoodEnrolmentCodeCountsNoGuess() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    for (int i = 0; i < 40; i++) {
      String code =
          admin
              .post("/api/terminal/enrolment-codes", Map.of("kind", "GATE", "checkpoint", 1))
              .ok()
              .path("code")
              .asString();
      guess(clients.stranger(), code).ok();
    }
  }

  @Test
  void aFloodOfChallengesLeavesNothingBehind() {
    Client computer = clients.atComputer();
    for (int i = 0; i < 500; i++) {
      computer.post("/api/terminal/challenges", Map.of("terminalId", computer.terminalId())).ok();
    }
    computer.signIn(clients.operator(CASHIER)).ok();
  }

  @Test
  @Timeout(90)
  void aRequestThatStopsHalfwayIsHungUpOn() throws IOException {
    try (RawHttp head = RawHttp.to(port);
        RawHttp body = RawHttp.to(port)) {
      head.send("GET /api/setup HTTP/1.1\r\nHost: localhost\r\nX-Slow: ".getBytes(US_ASCII));
      body.send(
          ("POST /api/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                  + "Content-Length: 100\r\n\r\n{\"terminalId\":")
              .getBytes(US_ASCII));
      for (RawHttp half : List.of(head, body)) {
        assertThat(half.untilClosed(Duration.ofSeconds(30))).isLessThan(Duration.ofSeconds(28));
      }
    }
  }

  /** A request on its way to a connection that the server closes has an unknown outcome. */
  @Test
  @Timeout(90)
  void anIdleConnectionIsKeptLongerThanARequestMayStop() throws Exception {
    String request = "GET /api/setup HTTP/1.1\r\nHost: localhost\r\n";
    try (RawHttp http = RawHttp.to(port)) {
      http.send((request + "\r\n").getBytes(US_ASCII));
      Thread.sleep(Duration.ofSeconds(12));
      http.send((request + "Connection: close\r\n\r\n").getBytes(US_ASCII));
      assertThat(new String(http.answer().bytes(), US_ASCII)).contains("HTTP/1.1 200");
    }
  }

  @Test
  void slowRequestsKeepNobodyElseWaiting() throws IOException {
    List<RawHttp> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        RawHttp http = RawHttp.to(port);
        http.send(
            ("POST /api/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 100\r\n\r\n{")
                .getBytes(US_ASCII));
        slow.add(http);
      }
      clients.signedInAs(FINANCE).get("/api/session").ok();
    } finally {
      for (RawHttp http : slow) {
        http.close();
      }
    }
  }

  private Answer guess(Client from, String code) {
    return from.post(
        "/api/terminal/enrolments",
        Map.of("code", code, "name", "闸", "publicKey", TerminalKey.make(ids.next()).publicKey()));
  }

  private static JsonNode operator(Client admin, UUID operatorId) {
    return admin
        .get("/api/identity/operators")
        .ok()
        .valueStream()
        .filter(one -> one.path("operatorId").asString().equals(operatorId.toString()))
        .findFirst()
        .orElseThrow();
  }
}
