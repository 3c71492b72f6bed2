package io.shanmen.server.identity;

import java.util.List;

/**
 * The permissions of one module, declared as a bean. A permission that is new to the database is
 * given to the built-in roles it names; from then on the park decides.
 *
 * @param module the module's name, the first part of each code
 * @param zh the module's name on the page of roles, in Chinese
 * @param en the same in English
 * @param permissions what the module lets a role allow
 */
public record ModulePermissions(String module, String zh, String en, List<Permission> permissions) {

  public ModulePermissions {
    permissions = List.copyOf(permissions);
    for (Permission permission : permissions) {
      if (!permission.code().startsWith(module + ".")) {
        throw new IllegalArgumentException(permission.code() + " is not of module " + module);
      }
    }
  }

  public static ModulePermissions of(
      String module, String zh, String en, Permission... permissions) {
    return new ModulePermissions(module, zh, en, List.of(permissions));
  }
}
