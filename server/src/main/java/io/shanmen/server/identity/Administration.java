package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The frame of every change to operators and roles: one at a time, all or nothing, never without an
 * administrator afterwards, in force at once, and refused tries in the log.
 */
@Component
class Administration {

  /** Who may do all of these, and is not disabled, is an administrator. */
  static final List<String> ADMINISTRATOR_PERMISSIONS =
      List.of(
          IdentityPermissions.MANAGE_OPERATORS,
          IdentityPermissions.MANAGE_ROLES,
          "terminal.manage");

  /** Any number that no other advisory lock uses. */
  private static final long LOCK = 0x5348_414E_4944_454EL;

  private final JdbcClient jdbc;
  private final Sessions sessions;
  private final Audit audit;
  private final TransactionTemplate transaction;

  Administration(
      JdbcClient jdbc, Sessions sessions, Audit audit, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.sessions = sessions;
    this.audit = audit;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Makes a change.
   *
   * @param action what it is in the log
   * @param change does it and records it; what it did is undone when it returns a refusal
   */
  <T> Outcome<T> change(
      SignedIn by, String action, AuditSubject subject, Supplier<Outcome<T>> change) {
    Outcome<T> outcome = inTransaction(change);
    if (outcome instanceof Outcome.Refused<T>(Refusal refusal)) {
      audit.record(AuditEntry.refused(by.actor(), action, subject, refusal.code().name()));
    }
    return outcome;
  }

  private <T> Outcome<T> inTransaction(Supplier<Outcome<T>> change) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              takeTurn();
              Outcome<T> outcome = change.get();
              if (outcome.isDone() && !hasAdministrator()) {
                outcome = Outcome.refused(IdentityProblem.LAST_ADMINISTRATOR);
              }
              if (outcome.isDone()) {
                sessions.changed();
              } else {
                status.setRollbackOnly();
              }
              return outcome;
            }));
  }

  /** Waits for other changes, until the end of the surrounding transaction. */
  void takeTurn() {
    jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(LOCK).query((row, number) -> 0).single();
  }

  private boolean hasAdministrator() {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT FROM identity.operator AS o
              WHERE NOT o.disabled
                AND ARRAY(SELECT permission
                          FROM identity.operator_role JOIN identity.role_permission USING (role_id)
                          WHERE operator_id = o.operator_id) @> ?::text[])
            """)
        .param(ADMINISTRATOR_PERMISSIONS.toArray(String[]::new))
        .query((row, number) -> row.getBoolean(1))
        .single();
  }

  /** Nobody gives, takes or manages what they may not do themselves. */
  static Optional<Refusal> beyond(SignedIn by, Collection<String> permissions) {
    return permissions.stream()
        .filter(permission -> !by.may(permission))
        .sorted()
        .findFirst()
        .map(
            permission ->
                Refusal.of(IdentityProblem.BEYOND_OWN_PERMISSIONS, "permission", permission));
  }
}
