package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.identity.Accounts.Account;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An operator's own password and PIN; either changes only against the password of today. */
@Component
class OwnSecrets {

  private final SecretCheck check;
  private final Accounts accounts;
  private final Secrets secrets;
  private final Sessions sessions;
  private final Audit audit;
  private final TransactionTemplate transaction;

  OwnSecrets(
      SecretCheck check,
      Accounts accounts,
      Secrets secrets,
      Sessions sessions,
      Audit audit,
      PlatformTransactionManager transactions) {
    this.check = check;
    this.accounts = accounts;
    this.secrets = secrets;
    this.sessions = sessions;
    this.audit = audit;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Changes the password and ends the operator's sessions elsewhere. */
  Outcome<SignedIn> changePassword(SignedIn signedIn, String password, String newPassword) {
    String action = "identity.password_changed";
    return proven(signedIn, password, action)
        .then(account -> acceptable(account, password, newPassword))
        .then(account -> secrets.hash(newPassword))
        .map(
            hash ->
                changed(
                    signedIn,
                    action,
                    () -> {
                      accounts.setPassword(signedIn.operatorId(), hash, true);
                      sessions.endOf(signedIn.operatorId(), signedIn.sessionId());
                    }));
  }

  /** Sets or replaces the PIN for approvals. */
  Outcome<SignedIn> setPin(SignedIn signedIn, String password, String pin) {
    String action = "identity.pin_set";
    Optional<Refusal> weak = SecretRules.checkPin(pin);
    if (weak.isPresent()) {
      return Outcome.refused(weak.get());
    }
    return proven(signedIn, password, action)
        .then(account -> secrets.hash(pin))
        .map(hash -> changed(signedIn, action, () -> accounts.setPin(signedIn.operatorId(), hash)));
  }

  private Outcome<Account> proven(SignedIn signedIn, String password, String action) {
    SecretCheck.Attempt attempt =
        new SecretCheck.Attempt(
            signedIn.actor(), action, signedIn.terminalId(), IdentityProblem.SECOND_FACTOR_WRONG);
    return accounts
        .byId(signedIn.operatorId())
        .map(account -> check.password(account.signInIndex(), password, attempt))
        .orElseGet(() -> Outcome.refused(IdentityProblem.SIGN_IN_REQUIRED));
  }

  private static Outcome<Account> acceptable(Account account, String password, String newPassword) {
    if (password.equals(newPassword)) {
      return Outcome.refused(IdentityProblem.PASSWORD_UNCHANGED);
    }
    return SecretRules.check(newPassword, account.signInName())
        .<Outcome<Account>>map(Outcome::refused)
        .orElseGet(() -> Outcome.done(account));
  }

  private SignedIn changed(SignedIn signedIn, String action, Runnable change) {
    transaction.executeWithoutResult(
        status -> {
          change.run();
          sessions.changed();
          audit.record(
              AuditEntry.done(
                  signedIn.actor(), action, AuditSubject.of("operator", signedIn.operatorId())));
        });
    return signedIn;
  }
}
