package io.shanmen.server.ordering;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.foundation.GroupCommit;
import io.shanmen.server.identity.BuiltInRole;
import io.shanmen.server.identity.ModulePermissions;
import io.shanmen.server.identity.Permission;
import io.shanmen.server.identity.ShortCall;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OrderingConfiguration {

  @Bean(destroyMethod = "close")
  GroupCommit<SaleCommand, Outcome<SaleResult>> saleCommits(
      GroupCommit.Ground ground, SaleWriter writer) {
    return ground.start("sale", GroupCommit.Limits.usual(), SaleCommand::orderId, writer);
  }

  /** What a window asks for every visitor takes the short way. */
  @Bean
  ShortCall<SaleRequest> saleCall(OrderingController orders) {
    return ShortCall.ofOperators("/api/ordering/sales", SaleRequest.class, orders::sell);
  }

  @Bean
  ModulePermissions orderingPermissions() {
    return ModulePermissions.of(
        "ordering",
        "售票",
        "Selling",
        Permission.of(
            "ordering.sell",
            "售票、挂单、取单",
            "Sell, park and recall",
            BuiltInRole.CASHIER,
            BuiltInRole.SUPERVISOR),
        Permission.of(
            "ordering.void",
            "撤销误操作的订单",
            "Void orders sold by mistake",
            BuiltInRole.CASHIER,
            BuiltInRole.SUPERVISOR),
        Permission.of(
            "ordering.view",
            "查看订单",
            "View orders",
            BuiltInRole.REFUND_CLERK,
            BuiltInRole.SUPERVISOR,
            BuiltInRole.FINANCE,
            BuiltInRole.MANAGER));
  }
}
