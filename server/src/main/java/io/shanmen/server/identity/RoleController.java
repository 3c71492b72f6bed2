package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.identity.RoleAdministration.Wanted;
import io.shanmen.server.identity.RoleTable.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The back office's page of roles and what they allow. */
@RestController
@RequestMapping("/api/identity")
class RoleController {

  private final RoleTable roles;
  private final RoleAdministration administration;
  private final PermissionCatalogue permissions;

  RoleController(
      RoleTable roles, RoleAdministration administration, PermissionCatalogue permissions) {
    this.roles = roles;
    this.administration = administration;
    this.permissions = permissions;
  }

  record RoleView(
      UUID roleId,
      boolean builtIn,
      String nameZh,
      String nameEn,
      Set<String> permissions,
      long operators,
      long version) {

    static RoleView of(Role role) {
      return new RoleView(
          role.roleId(),
          role.builtIn() != null,
          role.nameZh(),
          role.nameEn(),
          role.permissions(),
          role.operators(),
          role.version());
    }
  }

  record AddRole(
      @NotNull UUID roleId,
      @NotBlank @Size(max = 40) String nameZh,
      @NotBlank @Size(max = 40) String nameEn,
      @NotNull @Size(max = 500) Set<@NotNull String> permissions) {}

  record ChangeRole(
      @NotBlank @Size(max = 40) String nameZh,
      @NotBlank @Size(max = 40) String nameEn,
      @NotNull @Size(max = 500) Set<@NotNull String> permissions,
      long version) {}

  record PermissionView(String code, String nameZh, String nameEn) {}

  record ModuleView(String module, String nameZh, String nameEn, List<PermissionView> permissions) {

    static ModuleView of(ModulePermissions module) {
      return new ModuleView(
          module.module(),
          module.zh(),
          module.en(),
          module.permissions().stream()
              .map(
                  permission ->
                      new PermissionView(permission.code(), permission.zh(), permission.en()))
              .toList());
    }
  }

  @GetMapping("/permissions")
  @Permit({IdentityPermissions.VIEW_OPERATORS, IdentityPermissions.MANAGE_ROLES})
  List<ModuleView> permissions() {
    return permissions.modules().stream().map(ModuleView::of).toList();
  }

  @GetMapping("/roles")
  @Permit({
    IdentityPermissions.VIEW_OPERATORS,
    IdentityPermissions.MANAGE_OPERATORS,
    IdentityPermissions.MANAGE_ROLES
  })
  List<RoleView> roles() {
    return roles.all().stream().map(RoleView::of).toList();
  }

  @PostMapping("/roles")
  @Permit(IdentityPermissions.MANAGE_ROLES)
  Outcome<RoleView> addRole(SignedIn by, @Valid @RequestBody AddRole add) {
    Wanted wanted = new Wanted(add.nameZh(), add.nameEn(), add.permissions());
    return administration.add(by, add.roleId(), wanted).map(RoleView::of);
  }

  @PutMapping("/roles/{roleId}")
  @Permit(IdentityPermissions.MANAGE_ROLES)
  Outcome<RoleView> changeRole(
      SignedIn by, @PathVariable UUID roleId, @Valid @RequestBody ChangeRole change) {
    Wanted wanted = new Wanted(change.nameZh(), change.nameEn(), change.permissions());
    return administration.change(by, roleId, wanted, change.version()).map(RoleView::of);
  }

  @DeleteMapping("/roles/{roleId}")
  @Permit(IdentityPermissions.MANAGE_ROLES)
  Outcome<RoleView> removeRole(SignedIn by, @PathVariable UUID roleId) {
    return administration.remove(by, roleId).map(RoleView::of);
  }
}
