package io.shanmen.server.aftersales;

import io.shanmen.server.identity.BuiltInRole;
import io.shanmen.server.identity.ModulePermissions;
import io.shanmen.server.identity.Permission;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RefundSettings.class)
class AftersalesConfiguration {

  static final String REQUEST = "aftersales.request";
  static final String APPROVE = "aftersales.approve";
  static final String APPROVE_ANY = "aftersales.approve-any";

  @Bean
  ModulePermissions aftersalesPermissions() {
    return ModulePermissions.of(
        "aftersales",
        "退票",
        "Refunds",
        Permission.of(REQUEST, "申请退票", "Ask for refunds", BuiltInRole.REFUND_CLERK),
        Permission.of("aftersales.execute", "退款付款", "Pay refunds out", BuiltInRole.REFUND_CLERK),
        Permission.of(
            APPROVE,
            "审批退票（限额内）",
            "Approve refunds within the limit",
            BuiltInRole.SUPERVISOR,
            BuiltInRole.MANAGER),
        Permission.of(
            APPROVE_ANY, "审批任意金额的退票", "Approve refunds of any amount", BuiltInRole.MANAGER));
  }
}
