package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.audit.AuditActor;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Checks who wants to sign in at a terminal that has proved itself. */
@Component
public class SignIns {

  private final SecretCheck check;
  private final OperatorTable operators;

  SignIns(SecretCheck check, OperatorTable operators) {
    this.check = check;
    this.operators = operators;
  }

  /**
   * Checks a password. It takes some 50 ms on purpose: call it outside any transaction.
   *
   * @param terminalId an approved terminal that has proved its key
   */
  public Outcome<ProvenOperator> prove(String signInName, String password, UUID terminalId) {
    SecretCheck.Attempt attempt =
        new SecretCheck.Attempt(
            AuditActor.anonymous("", terminalId),
            "identity.signed_in",
            terminalId,
            IdentityProblem.SIGN_IN_FAILED);
    return check
        .password(check.typed(signInName), password, attempt)
        .map(
            account -> {
              if (account.signInName().equals(SealedNames.AWAY) && operators.locked().isEmpty()) {
                operators.learn(account, signInName);
              }
              return new ProvenOperator(account.operatorId(), account.name());
            });
  }
}
