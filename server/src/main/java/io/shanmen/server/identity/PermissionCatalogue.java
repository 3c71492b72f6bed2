package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.InBothLanguages;
import io.shanmen.kernel.outcome.Refusal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** All permissions that the modules of this server declare. */
@Component
class PermissionCatalogue {

  private final List<ModulePermissions> modules;
  private final Map<String, Permission> byCode = new LinkedHashMap<>();

  PermissionCatalogue(List<ModulePermissions> modules) {
    this.modules =
        modules.stream().sorted(Comparator.comparing(ModulePermissions::module)).toList();
    for (ModulePermissions module : this.modules) {
      for (Permission permission : module.permissions()) {
        if (byCode.put(permission.code(), permission) != null) {
          throw new IllegalStateException(permission.code() + " is declared twice");
        }
      }
    }
  }

  List<ModulePermissions> modules() {
    return modules;
  }

  List<Permission> all() {
    return List.copyOf(byCode.values());
  }

  boolean has(String code) {
    return byCode.containsKey(code);
  }

  /** A refusal that names the permission that is lacking, in both languages. */
  Refusal lacking(IdentityProblem problem, String code) {
    Permission permission = byCode.get(code);
    String zh = permission == null ? code : permission.zh();
    String en = permission == null ? code : permission.en();
    return new Refusal(
        problem,
        Map.of(
            "permission", code, "name", new InBothLanguages(zh, en), "nameZh", zh, "nameEn", en));
  }
}
