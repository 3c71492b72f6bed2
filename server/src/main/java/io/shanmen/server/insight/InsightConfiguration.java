package io.shanmen.server.insight;

import io.shanmen.server.identity.BuiltInRole;
import io.shanmen.server.identity.ModulePermissions;
import io.shanmen.server.identity.Permission;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InsightConfiguration {

  @Bean
  ModulePermissions insightPermissions() {
    return ModulePermissions.of(
        "insight",
        "数据中心",
        "Insight",
        Permission.of(
            "insight.board",
            "实时大屏",
            "The live board",
            BuiltInRole.SUPERVISOR,
            BuiltInRole.FINANCE,
            BuiltInRole.MANAGER),
        Permission.of(
            "insight.health",
            "系统健康",
            "Health of the park's work",
            BuiltInRole.SUPERVISOR,
            BuiltInRole.MANAGER),
        Permission.of(
            "insight.reports",
            "报表与导出",
            "Reports and exports",
            BuiltInRole.FINANCE,
            BuiltInRole.MANAGER));
  }
}
