package io.shanmen.server.identity;

import static io.shanmen.server.identity.Administration.beyond;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.identity.RoleTable.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adds, changes and removes roles. */
@Component
class RoleAdministration {

  private final RoleTable roles;
  private final PermissionCatalogue permissions;
  private final Administration administration;
  private final Audit audit;

  RoleAdministration(
      RoleTable roles,
      PermissionCatalogue permissions,
      Administration administration,
      Audit audit) {
    this.roles = roles;
    this.permissions = permissions;
    this.administration = administration;
    this.audit = audit;
  }

  /** What a role shall be. */
  record Wanted(String nameZh, String nameEn, Set<String> permissions) {}

  Outcome<Role> add(SignedIn by, UUID roleId, Wanted wanted) {
    String action = "identity.role_added";
    AuditSubject subject = subject(roleId);
    return administration.change(
        by,
        action,
        subject,
        () -> {
          Optional<Role> known = roles.find(roleId);
          if (known.isPresent()) {
            return is(known.get(), wanted)
                ? Outcome.done(known.get())
                : Outcome.refused(IdentityProblem.ROLE_CONFLICT);
          }
          Optional<Refusal> refusal = refusal(by, roleId, wanted, Set.of());
          if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
          }
          roles.insert(roleId, wanted.nameZh(), wanted.nameEn());
          roles.setPermissions(roleId, wanted.permissions());
          audit.record(AuditEntry.done(by.actor(), action, subject).after(facts(wanted)));
          return found(roleId);
        });
  }

  Outcome<Role> change(SignedIn by, UUID roleId, Wanted wanted, long version) {
    String action = "identity.role_changed";
    AuditSubject subject = subject(roleId);
    return administration.change(
        by,
        action,
        subject,
        () -> {
          Role role = roles.find(roleId).orElse(null);
          if (role == null) {
            return Outcome.refused(IdentityProblem.ROLE_UNKNOWN);
          }
          if (role.version() != version) {
            return Outcome.refused(IdentityProblem.CHANGED_MEANWHILE);
          }
          Optional<Refusal> refusal = refusal(by, roleId, wanted, role.permissions());
          if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
          }
          roles.rename(roleId, wanted.nameZh(), wanted.nameEn());
          roles.setPermissions(roleId, wanted.permissions());
          audit.record(
              AuditEntry.done(by.actor(), action, subject)
                  .before(facts(new Wanted(role.nameZh(), role.nameEn(), role.permissions())))
                  .after(facts(wanted)));
          return found(roleId);
        });
  }

  Outcome<Role> remove(SignedIn by, UUID roleId) {
    String action = "identity.role_removed";
    AuditSubject subject = subject(roleId);
    return administration.change(
        by,
        action,
        subject,
        () -> {
          Role role = roles.find(roleId).orElse(null);
          if (role == null) {
            return Outcome.refused(IdentityProblem.ROLE_UNKNOWN);
          }
          if (role.builtIn() != null) {
            return Outcome.refused(IdentityProblem.ROLE_BUILT_IN);
          }
          if (role.operators() > 0) {
            return Outcome.refused(
                Refusal.of(IdentityProblem.ROLE_IN_USE, "operators", role.operators()));
          }
          roles.delete(roleId);
          audit.record(
              AuditEntry.done(by.actor(), action, subject)
                  .before(facts(new Wanted(role.nameZh(), role.nameEn(), role.permissions()))));
          return Outcome.done(role);
        });
  }

  private Optional<Refusal> refusal(
      SignedIn by, UUID roleId, Wanted wanted, Set<String> permissionsNow) {
    Optional<String> unknown =
        wanted.permissions().stream().filter(code -> !permissions.has(code)).sorted().findFirst();
    if (unknown.isPresent()) {
      return Optional.of(
          Refusal.of(IdentityProblem.PERMISSION_UNKNOWN, "permission", unknown.get()));
    }
    if (roles.isNameTaken(roleId, wanted.nameZh(), wanted.nameEn())) {
      return Optional.of(Refusal.of(IdentityProblem.ROLE_NAME_TAKEN));
    }
    return beyond(by, difference(wanted.permissions(), permissionsNow));
  }

  /** What would be given or taken away. */
  private static Set<String> difference(Set<String> left, Set<String> right) {
    Set<String> changed = new HashSet<>(left);
    changed.addAll(right);
    changed.removeIf(code -> left.contains(code) && right.contains(code));
    return changed;
  }

  private static boolean is(Role role, Wanted wanted) {
    return role.nameZh().equals(wanted.nameZh())
        && role.nameEn().equals(wanted.nameEn())
        && role.permissions().equals(wanted.permissions());
  }

  private Outcome<Role> found(UUID roleId) {
    return Outcome.done(roles.find(roleId).orElseThrow());
  }

  private static AuditSubject subject(UUID roleId) {
    return AuditSubject.of("role", roleId);
  }

  private static Map<String, @Nullable Object> facts(Wanted role) {
    return Map.of(
        "nameZh", role.nameZh(),
        "nameEn", role.nameEn(),
        "permissions", List.copyOf(role.permissions()));
  }
}
