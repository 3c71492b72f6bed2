package io.shanmen.server.identity;

import static io.shanmen.server.identity.BuiltInRole.CASHIER;
import static io.shanmen.server.identity.BuiltInRole.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Client.Credentials;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkIT;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** R21: a second person approves, proves presence at that moment, and the terminal is noted. */
@ParkIT
class ApprovalsIT {

  private static final String PERMISSION = "audit.read";
  private static final String PIN = "408215";

  @Autowired Clients clients;
  @Autowired Approvals approvals;
  @Autowired Accounts accounts;
  @Autowired JdbcClient jdbc;

  @Test
  void aSecondPersonApprovesWithPinOrPasswordFromAnotherTerminal() {
    Client maker = clients.signedInAs(CASHIER);
    Client checker = withPin(clients.signedInAs(MANAGER));
    for (String secret : new String[] {PIN, Clients.PASSWORD}) {
      Approval approval = approvals.approve(signedIn(checker), request(maker), secret).orThrow();
      assertThat(approval.approverId()).isEqualTo(checker.operatorId());
      assertThat(approval.sameTerminal()).isFalse();
    }
    assertThat(logged("identity.approved", null)).isEqualTo(2);
  }

  @Test
  void approvalAtTheMakersTerminalIsAllowedAndNoted() {
    Client maker = clients.signedInAs(CASHIER);
    Client checker = withPin(clients.signedInAs(MANAGER));
    Approval approval =
        approvals
            .approveHere(signedIn(maker), checker.credentials().signInName(), PIN, request(maker))
            .orThrow();
    assertThat(approval.sameTerminal()).isTrue();
    assertThat(approval.terminalId()).isEqualTo(maker.terminalId());
    assertThat(approval.approverId()).isEqualTo(checker.operatorId());
    String facts =
        jdbc.sql("SELECT after FROM audit.entry WHERE action = 'identity.approved'")
            .query(String.class)
            .single();
    assertThat(facts).contains("\"same_terminal\":true");
  }

  @Test
  void nobodyApprovesTheirOwnRequestWhateverTheirRole() {
    Client maker = withPin(clients.signedInAs(MANAGER));
    assertRefused(
        approvals.approve(signedIn(maker), request(maker), PIN), IdentityProblem.APPROVAL_BY_MAKER);
    assertRefused(
        approvals.approveHere(
            signedIn(maker), maker.credentials().signInName(), PIN, request(maker)),
        IdentityProblem.APPROVAL_BY_MAKER);
    assertThat(logged("identity.approved", "APPROVAL_BY_MAKER")).isEqualTo(2);
  }

  @Test
  void whoLacksThePermissionDoesNotApprove() {
    Client maker = clients.signedInAs(CASHIER);
    Client checker = clients.signedInAs(CASHIER);
    assertRefused(
        approvals.approve(signedIn(checker), request(maker), Clients.PASSWORD),
        IdentityProblem.APPROVAL_NOT_PERMITTED);
  }

  @Test
  void wrongPinsLockTheApprover() {
    Client maker = clients.signedInAs(CASHIER);
    Client checker = withPin(clients.signedInAs(MANAGER));
    for (int i = 0; i < LockOut.OPERATOR_LIMIT_FAILURES; i++) {
      assertRefused(
          approvals.approve(signedIn(checker), request(maker), "90210" + i),
          IdentityProblem.SECOND_FACTOR_WRONG);
    }
    assertRefused(
        approvals.approve(signedIn(checker), request(maker), PIN), IdentityProblem.SIGN_IN_LOCKED);
  }

  @Test
  void withoutAPinSixDigitsAreWrong() {
    Client maker = clients.signedInAs(CASHIER);
    Client checker = clients.signedInAs(MANAGER);
    assertRefused(
        approvals.approve(signedIn(checker), request(maker), PIN),
        IdentityProblem.SECOND_FACTOR_WRONG);
  }

  @Test
  void aDisabledApproverDoesNotApprove() {
    Client maker = clients.signedInAs(CASHIER);
    Client checker = withPin(clients.signedInAs(MANAGER));
    SignedIn stillHere = signedIn(checker);
    jdbc.sql("UPDATE identity.operator SET disabled = true WHERE operator_id = ?")
        .param(checker.operatorId())
        .update();
    assertRefused(
        approvals.approve(stillHere, request(maker), PIN), IdentityProblem.SECOND_FACTOR_WRONG);
  }

  @Test
  void aFreshProofOfOnesOwn() {
    Client cashier = withPin(clients.signedInAs(CASHIER));
    assertThat(approvals.verifySecondFactor(signedIn(cashier), PIN).isDone()).isTrue();
    assertRefused(
        approvals.verifySecondFactor(signedIn(cashier), "135790"),
        IdentityProblem.SECOND_FACTOR_WRONG);
  }

  @Test
  void pinsThatEverybodyTriesFirstAreRefused() {
    Client cashier = clients.signedInAs(CASHIER);
    for (String pin : new String[] {"111111", "123456", "987654", "12345", "abcdef"}) {
      setPin(cashier, pin).refused("PIN_TOO_WEAK");
    }
    cashier
        .post("/api/session/pin", Map.of("password", "not-it", "pin", PIN))
        .refused("SECOND_FACTOR_WRONG");
    setPin(cashier, PIN).ok();
    assertThat(cashier.get("/api/session").ok().path("hasPin").asBoolean()).isTrue();
  }

  private static Client withPin(Client client) {
    setPin(client, PIN).ok();
    return client;
  }

  private static Answer setPin(Client client, String pin) {
    return client.post("/api/session/pin", Map.of("password", Clients.PASSWORD, "pin", pin));
  }

  private SignedIn signedIn(Client client) {
    Credentials who = client.credentials();
    Set<String> permissions = accounts.permissionsOf(who.operatorId());
    return new SignedIn(
        who.operatorId(), "某人", client.terminalId(), UUID.randomUUID(), permissions);
  }

  private static ApprovalRequest request(Client maker) {
    return new ApprovalRequest(
        maker.operatorId(),
        maker.terminalId(),
        PERMISSION,
        AuditSubject.of("refund", UUID.randomUUID()));
  }

  private static void assertRefused(Outcome<?> outcome, IdentityProblem problem) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo(problem));
  }

  private long logged(String action, @Nullable String refusal) {
    return jdbc.sql(
            """
            SELECT count(*) FROM audit.entry
            WHERE action = :action AND refusal IS NOT DISTINCT FROM :refusal
            """)
        .param("action", action)
        .param("refusal", refusal)
        .query(Long.class)
        .single();
  }
}
