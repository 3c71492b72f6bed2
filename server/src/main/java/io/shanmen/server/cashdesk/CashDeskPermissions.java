package io.shanmen.server.cashdesk;

import static io.shanmen.server.identity.BuiltInRole.CASHIER;
import static io.shanmen.server.identity.BuiltInRole.FINANCE;
import static io.shanmen.server.identity.BuiltInRole.MANAGER;
import static io.shanmen.server.identity.BuiltInRole.REFUND_CLERK;
import static io.shanmen.server.identity.BuiltInRole.SUPERVISOR;

import io.shanmen.server.identity.ModulePermissions;
import io.shanmen.server.identity.Permission;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CashDeskPermissions {

  static final String WORK = "cashdesk.work";
  static final String MOVE_CASH = "cashdesk.move-cash";
  static final String ISSUE_FLOAT = "cashdesk.issue-float";
  static final String RECEIVE_DROP = "cashdesk.receive-drop";
  static final String ACCEPT = "cashdesk.accept";
  static final String ACCEPT_LARGE = "cashdesk.accept-large";
  static final String EXAMINE = "cashdesk.examine";
  static final String BE_DUTY_OFFICER = "cashdesk.be-duty-officer";
  static final String REPORT = "cashdesk.report";
  static final String SETTINGS = "cashdesk.settings";

  @Bean
  ModulePermissions cashDeskPermissionList() {
    return ModulePermissions.of(
        "cashdesk",
        "交接班",
        "Cash desk",
        Permission.of(WORK, "开班、结班", "Open and close shifts", CASHIER, REFUND_CLERK, SUPERVISOR),
        Permission.of(MOVE_CASH, "收付杂项现金", "Pay cash in and out", CASHIER, SUPERVISOR),
        Permission.of(ISSUE_FLOAT, "发放备用金", "Issue floats", SUPERVISOR, MANAGER),
        Permission.of(RECEIVE_DROP, "签收解款", "Receive drops", SUPERVISOR, FINANCE, MANAGER),
        Permission.of(ACCEPT, "审核长短款", "Accept differences", SUPERVISOR, MANAGER),
        Permission.of(ACCEPT_LARGE, "审核大额长短款", "Accept large differences", MANAGER),
        Permission.of(EXAMINE, "复核大额长短款", "Examine large differences", FINANCE),
        Permission.of(
            BE_DUTY_OFFICER, "结班时到场监督", "Be there when a drawer is counted", SUPERVISOR, MANAGER),
        Permission.of(REPORT, "查看班次报表", "Read shift reports", SUPERVISOR, FINANCE, MANAGER),
        Permission.of(SETTINGS, "设置钱箱限额与结班要求", "Set drawer limits and how shifts close", MANAGER));
  }
}
