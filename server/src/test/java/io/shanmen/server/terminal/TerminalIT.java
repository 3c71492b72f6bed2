package io.shanmen.server.terminal;

import static io.shanmen.server.identity.BuiltInRole.ADMINISTRATOR;
import static io.shanmen.server.identity.BuiltInRole.CASHIER;
import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.client.TerminalKey;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ParkIT
class TerminalIT {

  private static final String TERMINALS = "/api/terminal/terminals";

  @Autowired Clients clients;
  @Autowired TestClock clock;
  @Autowired Terminals terminals;

  @Test
  void aBrowserAsksAnAdministratorComparesTheCodeAndApproves() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    Client browser = clients.stranger();
    JsonNode asked = ask(browser, "南门 1 号窗口").ok();
    assertThat(asked.path("state").asString()).isEqualTo("REQUESTED");
    String code = asked.path("pairingCode").asString();
    assertThat(code).matches("\\d{6}");

    JsonNode shown = terminal(admin, browser.terminalId());
    assertThat(shown.path("pairingCode").asString()).isEqualTo(code);
    approve(admin, browser, code.equals("000000") ? "000001" : "000000")
        .refused("PAIRING_CODE_WRONG");
    approve(admin, browser, code).ok();
    approve(admin, browser, code).refused("REQUEST_ALREADY_DECIDED");

    JsonNode state = browser.get("/api/terminal/requests/" + browser.terminalId()).ok();
    assertThat(state.path("state").asString()).isEqualTo("APPROVED");
    assertThat(state.path("pairingCode").isNull()).isTrue();
    browser.signIn(clients.operator(CASHIER)).ok();
    Terminal terminal = terminals.find(browser.terminalId()).orElseThrow();
    assertThat(terminal.name()).isEqualTo("售票处 1");
    assertThat(terminal.kind()).isEqualTo(TerminalKind.COMPUTER);
  }

  @Test
  void aRefusedBrowserStaysOut() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    Client browser = clients.stranger();
    ask(browser, "陌生电脑").ok();
    admin.post(TERMINALS + "/" + browser.terminalId() + "/refusal").ok();
    browser.signIn(clients.operator(CASHIER)).refused("TERMINAL_NOT_APPROVED");
    assertThat(ask(browser, "陌生电脑").ok().path("state").asString()).isEqualTo("REFUSED");
  }

  @Test
  void askingAgainWithTheSameKeyGivesTheSameRequestAndWithAnotherAConflict() {
    Client browser = clients.stranger();
    JsonNode first = ask(browser, "窗口").ok();
    assertThat(ask(browser, "窗口").ok()).isEqualTo(first);
    TerminalKey other = TerminalKey.make(browser.terminalId());
    browser
        .post(
            "/api/terminal/requests",
            Map.of("terminalId", other.terminalId(), "name", "窗口", "publicKey", other.publicKey()))
        .refused("TERMINAL_CONFLICT");
  }

  @Test
  void onlyP256KeysAreTaken() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    String wrongCurve =
        Base64.getEncoder().encodeToString(generator.generateKeyPair().getPublic().getEncoded());
    for (String key : new String[] {wrongCurve, "AAAA", "not base64 at all!"}) {
      clients
          .stranger()
          .post(
              "/api/terminal/requests",
              Map.of("terminalId", UUID.randomUUID(), "name", "窗口", "publicKey", key))
          .refused("PUBLIC_KEY_INVALID");
    }
  }

  @Test
  void oneAddressCannotFillTheListOfRequests() {
    for (int i = 0; i < TerminalRequests.WAITING_LIMIT_REQUESTS_PER_ADDRESS; i++) {
      ask(clients.stranger(), "窗口").ok();
    }
    ask(clients.stranger(), "窗口").refused("TOO_MANY_REQUESTS_OPEN");
    clock.advance(TerminalRequests.WAITING_LIMIT.plusSeconds(1));
    ask(clients.stranger(), "窗口").ok();
  }

  @Test
  void aRevokedTerminalIsOutAtOnce() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    Client cashier = clients.signedInAs(CASHIER).copy();
    cashier.get("/api/session").ok();
    admin.post(TERMINALS + "/" + cashier.terminalId() + "/revocation").ok();
    cashier.get("/api/session").refused("SIGN_IN_REQUIRED");
    cashier.renew().refused("TERMINAL_NOT_APPROVED");
    cashier.signIn(cashier.credentials()).refused("TERMINAL_NOT_APPROVED");
  }

  @Test
  void nobodyRevokesTheTerminalTheyUse() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    admin.post(TERMINALS + "/" + admin.terminalId() + "/revocation").refused("NOT_THIS_TERMINAL");
  }

  @Test
  void aGateEnrolsWithACodeThatIsGoodOnce() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    String code = makeCode(admin, "GATE", 3);
    TerminalKey key = TerminalKey.make(UUID.randomUUID());
    JsonNode enrolled = enrol(code.toLowerCase(Locale.ROOT).replace("-", " "), key).ok();
    assertThat(enrol(code, key).ok()).isEqualTo(enrolled);
    enrol(code, TerminalKey.make(UUID.randomUUID())).refused("ENROLMENT_CODE_INVALID");

    Terminal gate =
        terminals.find(UUID.fromString(enrolled.path("terminalId").asString())).orElseThrow();
    assertThat(gate.kind()).isEqualTo(TerminalKind.GATE);
    assertThat(gate.checkpoint()).isEqualTo(3);
    assertThat(terminals.gates()).containsExactly(gate);
  }

  @Test
  void anEnrolmentCodeIsGoodForADay() {
    String code = makeCode(clients.signedInAs(ADMINISTRATOR), "GATE", 1);
    clock.advance(Enrolments.CODE_LIFE);
    enrol(code, TerminalKey.make(UUID.randomUUID())).refused("ENROLMENT_CODE_INVALID");
  }

  @Test
  void aGateOpensADeviceSessionAndAnOperatorCannotSignInThere() {
    Client gate = clients.gate(1);
    assertThat(gate.cookie()).isPresent();
    gate.signIn(clients.operator(CASHIER)).refused("TERMINAL_KIND_WRONG");
    clients.atComputer().openDeviceSession().refused("TERMINAL_KIND_WRONG");
  }

  @Test
  void aGateIsRenamedAndAssignedToACheckpoint() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    Client gate = clients.gate(1);
    JsonNode before = terminal(admin, gate.terminalId());
    Map<String, Object> wanted =
        Map.of("name", "南门 2 号闸", "checkpoint", 7, "version", before.path("version").asLong());
    admin.put(TERMINALS + "/" + gate.terminalId(), wanted).ok();
    admin.put(TERMINALS + "/" + gate.terminalId(), wanted).refused("TERMINAL_CHANGED_MEANWHILE");
    assertThat(terminals.find(gate.terminalId()).orElseThrow().checkpoint()).isEqualTo(7);

    Map<String, Object> computer = new HashMap<>(wanted);
    computer.put("version", terminal(admin, admin.terminalId()).path("version").asLong());
    admin.put(TERMINALS + "/" + admin.terminalId(), computer).refused("NOT_A_GATE");
    computer.put("checkpoint", 33);
    admin.put(TERMINALS + "/" + admin.terminalId(), computer).refused("INVALID_VALUE");
  }

  @Test
  void theListShowsWhenATerminalWasSeenAndHowWrongItsClockIs() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    Client cashier = clients.signedInAs(CASHIER);
    Map<String, Object> proof = cashier.proof("renew");
    proof.put("clock", clock.instant().plus(Duration.ofSeconds(90)));
    cashier.post("/api/session/renew", proof).ok();
    JsonNode shown = terminal(admin, cashier.terminalId());
    assertThat(shown.path("lastSeenAt").asString()).isEqualTo(clock.instant().toString());
    assertThat(shown.path("skewMillis").asLong()).isEqualTo(90_000);
  }

  @Test
  void whoMayNotManageTerminalsDoesNotEvenSeeThem() {
    Client cashier = clients.signedInAs(CASHIER);
    cashier.get(TERMINALS).refused("NOT_PERMITTED");
    cashier.post("/api/terminal/enrolment-codes", Map.of("kind", "GATE")).refused("NOT_PERMITTED");
  }

  private static Answer ask(Client browser, String name) {
    return browser.post(
        "/api/terminal/requests",
        Map.of(
            "terminalId", browser.terminalId(),
            "name", name,
            "publicKey", browser.key().publicKey()));
  }

  private static Answer approve(Client admin, Client browser, String code) {
    return admin.post(
        TERMINALS + "/" + browser.terminalId() + "/approval",
        Map.of("pairingCode", code, "name", "售票处 1"));
  }

  private static String makeCode(Client admin, String kind, int checkpoint) {
    return admin
        .post("/api/terminal/enrolment-codes", Map.of("kind", kind, "checkpoint", checkpoint))
        .ok()
        .path("code")
        .asString();
  }

  private Answer enrol(String code, TerminalKey key) {
    return clients
        .stranger()
        .post(
            "/api/terminal/enrolments",
            Map.of("code", code, "name", "南门 1 号闸", "publicKey", key.publicKey()));
  }

  private static JsonNode terminal(Client admin, UUID terminalId) {
    return admin
        .get(TERMINALS)
        .ok()
        .valueStream()
        .filter(one -> one.path("terminalId").asString().equals(terminalId.toString()))
        .findFirst()
        .orElseThrow();
  }
}
