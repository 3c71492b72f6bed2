package io.shanmen.server.terminal;

import static io.shanmen.server.identity.BuiltInRole.MANAGER;
import static io.shanmen.server.identity.BuiltInRole.SUPERVISOR;

import io.shanmen.server.identity.ModulePermissions;
import io.shanmen.server.identity.Permission;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a role may allow about computers and gates. */
@Configuration(proxyBeanMethods = false)
class TerminalPermissions {

  static final String VIEW = "terminal.view";
  static final String MANAGE = "terminal.manage";

  @Bean
  ModulePermissions terminalModulePermissions() {
    return ModulePermissions.of(
        "terminal",
        "电脑与闸机",
        "Computers and gates",
        Permission.of(VIEW, "查看电脑与闸机", "View computers and gates", MANAGER, SUPERVISOR),
        Permission.of(MANAGE, "审批与管理电脑与闸机", "Approve and manage computers and gates"));
  }
}
