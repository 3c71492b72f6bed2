package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.audit.AuditActor;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Checks who wants to sign in at a terminal that has proved itself. */
@Component
public class SignIns {

  private final SecretCheck check;

  SignIns(SecretCheck check) {
    this.check = check;
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
        .map(account -> new ProvenOperator(account.operatorId(), account.name()));
  }
}
