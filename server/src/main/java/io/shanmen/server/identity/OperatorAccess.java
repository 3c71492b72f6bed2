package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.identity.Accounts.Account;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Opens an operator's way in again: a new password from an administrator, an end to a lock. */
@Component
class OperatorAccess {

  private final Accounts accounts;
  private final Secrets secrets;
  private final LockOut lockOut;
  private final Sessions sessions;
  private final Administration administration;
  private final Audit audit;

  OperatorAccess(
      Accounts accounts,
      Secrets secrets,
      LockOut lockOut,
      Sessions sessions,
      Administration administration,
      Audit audit) {
    this.accounts = accounts;
    this.secrets = secrets;
    this.lockOut = lockOut;
    this.sessions = sessions;
    this.administration = administration;
    this.audit = audit;
  }

  /** A password that the operator must change at the next sign-in; ends the operator's sessions. */
  Outcome<UUID> resetPassword(SignedIn by, UUID operatorId, String password) {
    String signInName = accounts.byId(operatorId).map(Account::signInName).orElse("");
    Optional<Refusal> weak = SecretRules.check(password, signInName);
    if (weak.isPresent() && !signInName.isEmpty()) {
      return Outcome.refused(weak.get());
    }
    return secrets
        .hash(password)
        .then(
            hash ->
                managed(
                    by,
                    operatorId,
                    "identity.password_reset",
                    account -> {
                      accounts.setPassword(operatorId, hash, false);
                      lockOut.clear(account.signInIndex());
                      endSessions(operatorId);
                    }));
  }

  /** Ends a lock after wrong passwords. */
  Outcome<UUID> unlock(SignedIn by, UUID operatorId) {
    return managed(
        by,
        operatorId,
        "identity.operator_unlocked",
        account -> lockOut.clear(account.signInIndex()));
  }

  /** A refusal if the operator may do something that {@code by} may not. */
  Optional<Refusal> beyondOperator(SignedIn by, UUID operatorId) {
    return Administration.beyond(by, accounts.permissionsOf(operatorId));
  }

  void endSessions(UUID operatorId) {
    sessions.endOf(operatorId, null);
  }

  private interface Step {
    void take(Account account);
  }

  private Outcome<UUID> managed(SignedIn by, UUID operatorId, String action, Step step) {
    AuditSubject subject = AuditSubject.of("operator", operatorId);
    return administration.change(
        by,
        action,
        subject,
        () -> {
          Account account = accounts.byId(operatorId).orElse(null);
          if (account == null) {
            return Outcome.refused(IdentityProblem.OPERATOR_UNKNOWN);
          }
          Optional<Refusal> beyond = beyondOperator(by, operatorId);
          if (beyond.isPresent()) {
            return Outcome.refused(beyond.get());
          }
          step.take(account);
          audit.record(AuditEntry.done(by.actor(), action, subject));
          return Outcome.done(operatorId);
        });
  }
}
