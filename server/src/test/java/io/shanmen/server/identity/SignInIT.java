package io.shanmen.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Client.Credentials;
import io.shanmen.server.client.Clients;
import io.shanmen.server.client.TerminalKey;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ParkIT
class SignInIT {

  @Autowired Clients clients;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired Sessions sessions;

  @Test
  void whoSignsInSeesNameRolesPermissionsTerminalAndPark() {
    Client cashier = clients.signedInAs(BuiltInRole.CASHIER);
    JsonNode me = cashier.get("/api/session").ok();
    assertThat(me.path("operatorId").asString()).isEqualTo(cashier.operatorId().toString());
    assertThat(me.path("roles").get(0).path("nameZh").asString()).isEqualTo("售票员");
    assertThat(me.path("roles").get(0).path("nameEn").asString()).isEqualTo("Cashier");
    assertThat(me.path("terminalId").asString()).isEqualTo(cashier.terminalId().toString());
    assertThat(me.path("park").path("nameZh").asString()).isEqualTo("云门山风景区");
    assertThat(me.path("mustChangePassword").asBoolean()).isFalse();
  }

  @Test
  void theCookieIsForThisHostOverHttpsAndForNoScript() {
    Client computer = clients.atComputer();
    Answer answer = computer.signIn(clients.operator(BuiltInRole.CASHIER));
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie)
        .startsWith("__Host-shanmen=")
        .contains("Path=/")
        .contains("Secure")
        .contains("HttpOnly")
        .contains("SameSite=Strict")
        .doesNotContain("Domain");
  }

  @Test
  void tokensAreHashedAtRest() {
    Client cashier = clients.signedInAs(BuiltInRole.CASHIER);
    String token = cashier.cookie().orElseThrow();
    String stored =
        jdbc.sql("SELECT string_agg(s::text, ' ') FROM identity.session AS s")
            .query(String.class)
            .single();
    assertThat(stored).doesNotContain(token);
  }

  @Test
  void aWrongPasswordAndAnUnknownNameGetTheSameAnswer() {
    Client computer = clients.atComputer();
    Credentials known = clients.operator(BuiltInRole.CASHIER);
    JsonNode wrong = computer.signIn(known.signInName(), "not-it").refused("SIGN_IN_FAILED");
    JsonNode unknown = computer.signIn("nobody", "not-it").refused("SIGN_IN_FAILED");
    assertThat(wrong.path("zh")).isEqualTo(unknown.path("zh"));
    assertThat(wrong.path("params")).isEqualTo(unknown.path("params"));
  }

  @Test
  void fiveWrongPasswordsLockTheOperatorForFiveMinutesAndThenTen() {
    Client computer = clients.atComputer();
    Credentials operator = clients.operator(BuiltInRole.CASHIER);
    failTimes(computer, operator, 5);
    JsonNode locked = computer.signIn(operator).refused("SIGN_IN_LOCKED");
    assertThat(locked.path("params").path("minutes").asInt()).isEqualTo(5);
    clients.atComputer().signIn(operator).refused("SIGN_IN_LOCKED");

    clock.advance(Duration.ofMinutes(5).plusSeconds(1));
    failTimes(computer, operator, 5);
    locked = computer.signIn(operator).refused("SIGN_IN_LOCKED");
    assertThat(locked.path("params").path("minutes").asInt()).isEqualTo(10);

    clock.advance(Duration.ofMinutes(10).plusSeconds(1));
    computer.signIn(operator).ok();
    failTimes(computer, operator, 4);
    computer.signIn(operator).ok();
  }

  @Test
  void namesThatDoNotExistAreLockedTheSame() {
    Client computer = clients.atComputer();
    for (int i = 0; i < 5; i++) {
      computer.signIn("ghost", "not-it-" + i).refused("SIGN_IN_FAILED");
    }
    computer.signIn("ghost", "not-it").refused("SIGN_IN_LOCKED");
  }

  @Test
  void twentyWrongPasswordsLockTheTerminalWhateverTheName() {
    Client computer = clients.atComputer();
    for (int i = 0; i < 20; i++) {
      computer.signIn("ghost" + i, "not-it").refused("SIGN_IN_FAILED");
    }
    Credentials operator = clients.operator(BuiltInRole.CASHIER);
    computer.signIn(operator).refused("SIGN_IN_LOCKED");
    clients.atComputer().signIn(operator).ok();
  }

  @Test
  void guessesMadeAtOnceDoNotSlipPastTheLimitTogether() throws Exception {
    Credentials operator = clients.operator(BuiltInRole.CASHIER);
    List<Client> computers = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      computers.add(clients.atComputer());
    }
    List<Answer> answers =
        atOnce(computers, computer -> computer.signIn(operator.signInName(), "not-it"));
    assertThat(answers.stream().filter(answer -> answer.status() == 401)).hasSize(5);
    assertThat(answers.stream().filter(answer -> answer.status() == 429)).hasSize(7);
  }

  @Test
  void manyOperatorsSignInAtOnce() throws Exception {
    List<Client> computers = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      computers.add(clients.atComputer());
    }
    List<Answer> answers =
        atOnce(
            computers,
            computer -> {
              computer.signIn(clients.operator(BuiltInRole.CASHIER)).ok();
              return computer.get("/api/session");
            });
    assertThat(answers).allMatch(answer -> answer.status() == 200);
  }

  @Test
  void aChallengeIsGoodOnce() {
    Client computer = clients.atComputer();
    Credentials operator = clients.operator(BuiltInRole.CASHIER);
    Map<String, Object> body = signInBody(computer.proof("sign-in"), operator);
    computer.post("/api/sign-in", body).ok();
    computer.post("/api/sign-in", body).refused("CHALLENGE_INVALID");
  }

  @Test
  void aChallengeIsGoodForAMinute() {
    Client computer = clients.atComputer();
    Map<String, Object> body =
        signInBody(computer.proof("sign-in"), clients.operator(BuiltInRole.CASHIER));
    clock.advance(Duration.ofSeconds(60));
    computer.post("/api/sign-in", body).refused("CHALLENGE_INVALID");
  }

  @Test
  void aChallengeIsGoodForItsTerminalOnly() {
    Client one = clients.atComputer();
    Client other = clients.atComputer();
    String challenge = String.valueOf(one.proof("sign-in").get("challenge"));
    Map<String, Object> proof =
        Map.of(
            "terminalId", other.terminalId(),
            "challenge", challenge,
            "signature", other.key().prove("sign-in", challenge));
    other
        .post("/api/sign-in", signInBody(proof, clients.operator(BuiltInRole.CASHIER)))
        .refused("CHALLENGE_INVALID");
  }

  @Test
  void aForgedSignatureIsRefused() {
    Client computer = clients.atComputer();
    Credentials operator = clients.operator(BuiltInRole.CASHIER);
    Map<String, Object> proof = computer.proof("sign-in");
    TerminalKey thief = TerminalKey.make(computer.terminalId());
    proof.put("signature", thief.prove("sign-in", String.valueOf(proof.get("challenge"))));
    computer.post("/api/sign-in", signInBody(proof, operator)).refused("PROOF_INVALID");
  }

  @Test
  void aProofForOnePurposeIsWorthNothingForAnother() {
    Client computer = clients.atComputer();
    computer
        .post(
            "/api/sign-in",
            signInBody(computer.proof("renew"), clients.operator(BuiltInRole.CASHIER)))
        .refused("PROOF_INVALID");
  }

  @Test
  void nobodySignsInAtAComputerThatIsNotApproved() {
    Client stranger = clients.stranger();
    Credentials operator = clients.operator(BuiltInRole.CASHIER);
    stranger.signIn(operator).refused("TERMINAL_UNKNOWN");
    stranger
        .post(
            "/api/terminal/requests",
            Map.of(
                "terminalId", stranger.terminalId(),
                "name", "新电脑",
                "publicKey", stranger.key().publicKey()))
        .ok();
    stranger.signIn(operator).refused("TERMINAL_NOT_APPROVED");
  }

  @Test
  void aSessionSleepsAfterHalfAnHourWithoutProofAndAProofWakesIt() {
    Client cashier = clients.signedInAs(BuiltInRole.CASHIER).copy();
    clock.advance(Duration.ofMinutes(29));
    cashier.get("/api/session").ok();
    clock.advance(Duration.ofMinutes(2));
    cashier.get("/api/session").refused("SIGN_IN_REQUIRED");
    cashier.renew().ok();
    cashier.get("/api/session").ok();
  }

  @Test
  void anIdleSessionIsNotWokenByAProof() {
    Client cashier = clients.signedInAs(BuiltInRole.CASHIER).copy();
    clock.advance(Duration.ofMinutes(61));
    cashier.renew().refused("SIGN_IN_REQUIRED");
  }

  @Test
  void aSessionEndsAfterSixteenHoursHoweverOftenItIsRenewed() {
    Client cashier = clients.signedInAs(BuiltInRole.CASHIER).copy();
    for (int halfHours = 0; halfHours < 31; halfHours++) {
      clock.advance(Duration.ofMinutes(30));
      cashier.renew().ok();
    }
    clock.advance(Duration.ofMinutes(30));
    cashier.renew().refused("SIGN_IN_REQUIRED");
  }

  @Test
  void aRenewalGivesANewTokenAndTheOldOneDiesSoon() {
    Client before = clients.signedInAs(BuiltInRole.CASHIER).copy();
    Client renewed = before.copy();
    renewed.renew().ok();
    assertThat(renewed.cookie()).isNotEqualTo(before.cookie());
    before.get("/api/session").ok();
    clock.advance(Duration.ofSeconds(31));
    sessions.changed();
    before.get("/api/session").refused("SIGN_IN_REQUIRED");
    renewed.get("/api/session").ok();
  }

  @Test
  void aSessionIsRenewedByItsOwnTerminalOnly() {
    Client cashier = clients.signedInAs(BuiltInRole.CASHIER);
    Client thief = clients.atComputer();
    thief.setCookie(cashier.cookie().orElseThrow());
    thief.renew().refused("SIGN_IN_REQUIRED");
  }

  @Test
  void signingOutEndsTheSessionAndTakesTheCookieAway() {
    Client cashier = clients.signedInAs(BuiltInRole.CASHIER).copy();
    Client secondTab = cashier.copy();
    cashier.post("/api/sign-out").ok();
    assertThat(cashier.cookie()).isEmpty();
    secondTab.get("/api/session").refused("SIGN_IN_REQUIRED");
  }

  @Test
  void everySignInGoodOrBadIsInTheLogWithoutThePassword() {
    Client computer = clients.atComputer();
    Credentials operator = clients.operator(BuiltInRole.CASHIER);
    computer.signIn(operator.signInName(), "secret-that-is-wrong").refused("SIGN_IN_FAILED");
    computer.signIn(operator).ok();
    List<String> entries =
        jdbc.sql(
                """
                SELECT e::text FROM audit.entry AS e
                WHERE action = 'identity.signed_in' ORDER BY entry_id
                """)
            .query((row, number) -> row.getString(1))
            .list();
    assertThat(entries).hasSize(2);
    assertThat(entries.get(0)).contains("SIGN_IN_FAILED").doesNotContain(operator.signInName());
    assertThat(entries.get(1)).contains(operator.operatorId().toString());
    assertThat(String.join(" ", entries))
        .doesNotContain("secret-that-is-wrong")
        .doesNotContain(Clients.PASSWORD);
  }

  private static void failTimes(Client computer, Credentials operator, int times) {
    for (int i = 0; i < times; i++) {
      computer.signIn(operator.signInName(), "not-it").refused("SIGN_IN_FAILED");
    }
  }

  private static Map<String, Object> signInBody(Map<String, Object> proof, Credentials operator) {
    Map<String, Object> body = new HashMap<>(proof);
    body.put("operator", operator.signInName());
    body.put("password", operator.password());
    return body;
  }

  private interface Call {
    Answer by(Client client);
  }

  private static List<Answer> atOnce(List<Client> clients, Call call) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> futures =
          clients.stream().map(client -> threads.submit(() -> call.by(client))).toList();
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> future : futures) {
        answers.add(future.get());
      }
      return answers;
    }
  }
}
