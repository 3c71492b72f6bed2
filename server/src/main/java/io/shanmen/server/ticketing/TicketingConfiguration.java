package io.shanmen.server.ticketing;

import io.shanmen.server.identity.BuiltInRole;
import io.shanmen.server.identity.ModulePermissions;
import io.shanmen.server.identity.Permission;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TicketingConfiguration {

  static final String REPRINT_BEYOND_LIMITS = "ticketing.reprint-beyond-limits";

  @Bean
  ModulePermissions ticketingPermissions() {
    return ModulePermissions.of(
        "ticketing",
        "票务",
        "Tickets",
        Permission.of(
            "ticketing.look-up",
            "查询票的全部经历",
            "Look up a ticket's life",
            BuiltInRole.CASHIER,
            BuiltInRole.REFUND_CLERK,
            BuiltInRole.SUPERVISOR,
            BuiltInRole.GATE_STAFF,
            BuiltInRole.FINANCE,
            BuiltInRole.MANAGER),
        Permission.of(
            "ticketing.print", "出票", "Print tickets", BuiltInRole.CASHIER, BuiltInRole.SUPERVISOR),
        Permission.of(
            "ticketing.reprint",
            "重打（原票码作废）",
            "Reprint (voids the former code)",
            BuiltInRole.CASHIER,
            BuiltInRole.SUPERVISOR),
        Permission.of(
            "ticketing.phone",
            "把票转到手机（原票码作废）",
            "Move tickets onto phones (voids the former code)",
            BuiltInRole.SUPERVISOR),
        Permission.of(
            REPRINT_BEYOND_LIMITS,
            "超出次数上限重打",
            "Reprint beyond the limits",
            BuiltInRole.SUPERVISOR,
            BuiltInRole.MANAGER),
        Permission.of("ticketing.configure-printers", "设置票据打印机", "Set up ticket printers"),
        Permission.of("ticketing.keys", "管理票码密钥", "Manage the keys of ticket codes"));
  }
}
