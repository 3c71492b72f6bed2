package io.shanmen.server.identity;

import static io.shanmen.server.identity.BuiltInRole.FINANCE;
import static io.shanmen.server.identity.BuiltInRole.MANAGER;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a role may allow about operators, roles and the audit log. */
@Configuration(proxyBeanMethods = false)
class IdentityPermissions {

  static final String VIEW_OPERATORS = "identity.view-operators";
  static final String MANAGE_OPERATORS = "identity.manage-operators";
  static final String MANAGE_ROLES = "identity.manage-roles";
  static final String RENEW_DATA_KEYS = "identity.renew-data-keys";
  static final String READ_AUDIT = "audit.read";
  static final String VERIFY_AUDIT = "audit.verify";

  @Bean
  ModulePermissions identityModulePermissions() {
    return ModulePermissions.of(
        "identity",
        "操作员与角色",
        "Operators and roles",
        Permission.of(VIEW_OPERATORS, "查看操作员与角色", "View operators and roles", MANAGER),
        Permission.of(MANAGE_OPERATORS, "管理操作员", "Manage operators"),
        Permission.of(MANAGE_ROLES, "管理角色与权限", "Manage roles and permissions"),
        Permission.of(RENEW_DATA_KEYS, "轮换个人信息密钥", "Renew the keys of personal data"));
  }

  /** The audit module stands below this one, so its page and permissions are here. */
  @Bean
  ModulePermissions auditModulePermissions() {
    return ModulePermissions.of(
        "audit",
        "审计日志",
        "Audit log",
        Permission.of(READ_AUDIT, "查看审计日志", "Read the audit log", MANAGER, FINANCE),
        Permission.of(VERIFY_AUDIT, "校验审计日志", "Verify the audit log", MANAGER, FINANCE));
  }
}
