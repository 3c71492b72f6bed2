package io.shanmen.server.identity;

import static io.shanmen.server.identity.Administration.beyond;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.identity.OperatorTable.NewOperator;
import io.shanmen.server.identity.OperatorTable.Operator;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adds and changes operators. They are disabled, never removed: the books name them. */
@Component
class OperatorAdministration {

  private final OperatorTable operators;
  private final RoleTable roles;
  private final Secrets secrets;
  private final Administration administration;
  private final OperatorAccess access;
  private final Audit audit;
  private final InstantSource clock;

  OperatorAdministration(
      OperatorTable operators,
      RoleTable roles,
      Secrets secrets,
      Administration administration,
      OperatorAccess access,
      Audit audit,
      InstantSource clock) {
    this.operators = operators;
    this.roles = roles;
    this.secrets = secrets;
    this.administration = administration;
    this.access = access;
    this.audit = audit;
    this.clock = clock;
  }

  /** Who shall be added; the password is the administrator's choice and must be changed. */
  record Added(UUID operatorId, String signInName, String name, Set<UUID> roleIds) {}

  /** What an operator shall be from now on. */
  record Wanted(String name, Set<UUID> roleIds, boolean disabled) {}

  Outcome<Operator> add(SignedIn by, Added added, String password) {
    Optional<Refusal> weak = SecretRules.check(password, added.signInName());
    if (weak.isPresent()) {
      return Outcome.refused(weak.get());
    }
    AuditSubject subject = subject(added.operatorId());
    return secrets
        .hash(password)
        .then(
            hash ->
                administration.change(
                    by, "identity.operator_added", subject, () -> insert(by, added, hash)));
  }

  private Outcome<Operator> insert(SignedIn by, Added added, String passwordHash) {
    Optional<Operator> known = operators.find(added.operatorId());
    if (known.isPresent()) {
      return is(known.get(), added)
          ? Outcome.done(known.get())
          : Outcome.refused(IdentityProblem.OPERATOR_CONFLICT);
    }
    if (operators.isSignInNameTaken(added.signInName())) {
      return Outcome.refused(
          Refusal.of(IdentityProblem.SIGN_IN_NAME_TAKEN, "signInName", added.signInName()));
    }
    Optional<Refusal> refusal = beyondRoles(by, added.roleIds()).or(operators::locked);
    if (refusal.isPresent()) {
      return Outcome.refused(refusal.get());
    }
    operators.insert(
        new NewOperator(added.operatorId(), added.signInName(), added.name(), passwordHash, false),
        clock.instant());
    operators.setRoles(added.operatorId(), added.roleIds());
    Operator operator = operators.find(added.operatorId()).orElseThrow();
    audit.record(
        AuditEntry.done(by.actor(), "identity.operator_added", subject(added.operatorId()))
            .after(facts(operator)));
    return Outcome.done(operator);
  }

  Outcome<Operator> change(SignedIn by, UUID operatorId, Wanted wanted, long version) {
    return administration.change(
        by,
        "identity.operator_changed",
        subject(operatorId),
        () -> {
          Operator operator = operators.find(operatorId).orElse(null);
          if (operator == null) {
            return Outcome.refused(IdentityProblem.OPERATOR_UNKNOWN);
          }
          if (operator.version() != version) {
            return Outcome.refused(IdentityProblem.CHANGED_MEANWHILE);
          }
          return refusal(by, operator, wanted)
              .<Outcome<Operator>>map(Outcome::refused)
              .orElseGet(() -> update(by, operator, wanted));
        });
  }

  private Optional<Refusal> refusal(SignedIn by, Operator operator, Wanted wanted) {
    boolean self = operator.operatorId().equals(by.operatorId());
    if (self && (wanted.disabled() || !wanted.roleIds().equals(operator.roleIds()))) {
      return Optional.of(Refusal.of(IdentityProblem.NOT_YOURSELF));
    }
    return access
        .beyondOperator(by, operator.operatorId())
        .or(() -> beyondRoles(by, wanted.roleIds()))
        .or(() -> wanted.name().equals(operator.name()) ? Optional.empty() : operators.locked());
  }

  private Outcome<Operator> update(SignedIn by, Operator operator, Wanted wanted) {
    UUID operatorId = operator.operatorId();
    operators.update(operatorId, wanted.disabled());
    if (!wanted.name().equals(operator.name())) {
      operators.rename(operator, wanted.name(), clock.instant());
    }
    operators.setRoles(operatorId, wanted.roleIds());
    if (wanted.disabled()) {
      access.endSessions(operatorId);
    }
    Operator changed = operators.find(operatorId).orElseThrow();
    audit.record(
        AuditEntry.done(by.actor(), "identity.operator_changed", subject(operatorId))
            .before(facts(operator))
            .after(facts(changed)));
    return Outcome.done(changed);
  }

  private Optional<Refusal> beyondRoles(SignedIn by, Set<UUID> roleIds) {
    List<RoleTable.Role> found = roles.find(roleIds);
    if (found.size() < roleIds.size()) {
      return Optional.of(Refusal.of(IdentityProblem.ROLE_UNKNOWN));
    }
    Set<String> given = new HashSet<>();
    found.forEach(role -> given.addAll(role.permissions()));
    return beyond(by, given);
  }

  private static boolean is(Operator operator, Added added) {
    return operator.signInName().equals(added.signInName())
        && operator.name().equals(added.name())
        && operator.roleIds().equals(added.roleIds());
  }

  private static AuditSubject subject(UUID operatorId) {
    return AuditSubject.of("operator", operatorId);
  }

  private Map<String, @Nullable Object> facts(Operator operator) {
    Map<String, @Nullable Object> facts =
        new HashMap<>(operators.marks(operator.signInName(), operator.name()));
    facts.put("roleIds", List.copyOf(operator.roleIds()));
    facts.put("disabled", operator.disabled());
    return facts;
  }
}
