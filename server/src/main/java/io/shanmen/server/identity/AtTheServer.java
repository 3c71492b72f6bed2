package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.audit.AuditActor;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * People who work at the server's own command line: no approved computer stands for them, so they
 * prove themselves with name and password for the one thing they came to do. Wrong passwords count
 * towards the lock-out, as everywhere.
 */
@Component
public class AtTheServer {

  /** Stands in the log where an approved computer would. */
  public static final UUID TERMINAL_ID = new UUID(0, 0);

  private final SecretCheck check;
  private final Accounts accounts;
  private final PermissionCatalogue permissions;

  AtTheServer(SecretCheck check, Accounts accounts, PermissionCatalogue permissions) {
    this.check = check;
    this.accounts = accounts;
    this.permissions = permissions;
  }

  /**
   * The person, if name and password are right and the permission is there.
   *
   * @return refused as a sign-in or a request at a computer would be
   */
  public Outcome<SignedIn> prove(String signInName, String password, String permission) {
    return check
        .password(
            check.typed(signInName),
            password,
            new SecretCheck.Attempt(
                AuditActor.anonymous("identity", TERMINAL_ID),
                "identity.proved_at_the_server",
                TERMINAL_ID,
                IdentityProblem.SIGN_IN_FAILED))
        .then(
            account -> {
              Set<String> allowed = accounts.permissionsOf(account.operatorId());
              return allowed.contains(permission)
                  ? Outcome.done(
                      new SignedIn(
                          account.operatorId(), account.name(), TERMINAL_ID, TERMINAL_ID, allowed))
                  : Outcome.refused(permissions.lacking(IdentityProblem.NOT_PERMITTED, permission));
            });
  }
}
