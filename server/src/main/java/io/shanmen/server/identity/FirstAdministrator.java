package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditActor;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.foundation.Ids;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes the administrator of a new park, as part of its first-run set-up. */
@Component
public class FirstAdministrator {

  private final OperatorTable operators;
  private final RoleTable roles;
  private final Secrets secrets;
  private final Administration administration;
  private final Audit audit;
  private final Ids ids;
  private final InstantSource clock;

  FirstAdministrator(
      OperatorTable operators,
      RoleTable roles,
      Secrets secrets,
      Administration administration,
      Audit audit,
      Ids ids,
      InstantSource clock) {
    this.operators = operators;
    this.roles = roles;
    this.secrets = secrets;
    this.administration = administration;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /** An administrator whose password has been found good and hashed, not yet written. */
  public static final class Prepared {
    private final String signInName;
    private final String name;
    private final String passwordHash;

    private Prepared(String signInName, String name, String passwordHash) {
      this.signInName = signInName;
      this.name = name;
      this.passwordHash = passwordHash;
    }
  }

  /** Checks and hashes the password; call it outside any transaction. */
  public Outcome<Prepared> prepare(String signInName, String name, String password) {
    Optional<Refusal> weak = operators.locked().or(() -> SecretRules.check(password, signInName));
    return weak.isPresent()
        ? Outcome.refused(weak.get())
        : secrets.hash(password).map(hash -> new Prepared(signInName, name, hash));
  }

  /**
   * Writes the administrator, in the transaction of the set-up.
   *
   * @return the operator; nothing if there are operators already
   */
  public Optional<UUID> make(Prepared prepared, UUID terminalId) {
    administration.takeTurn();
    if (!operators.isEmpty()) {
      return Optional.empty();
    }
    UUID operatorId = ids.next();
    operators.insert(
        new OperatorTable.NewOperator(
            operatorId, prepared.signInName, prepared.name, prepared.passwordHash, true),
        clock.instant());
    operators.setRoles(operatorId, Set.of(roles.idOf(BuiltInRole.ADMINISTRATOR)));
    audit.record(
        AuditEntry.done(
                AuditActor.anonymous("first-run set-up", terminalId),
                "identity.first_administrator_made",
                AuditSubject.of("operator", operatorId))
            .after(operators.marks(prepared.signInName, prepared.name)));
    return Optional.of(operatorId);
  }
}
