package io.shanmen.server.catalog;

import static io.shanmen.server.identity.BuiltInRole.CASHIER;
import static io.shanmen.server.identity.BuiltInRole.FINANCE;
import static io.shanmen.server.identity.BuiltInRole.GATE_STAFF;
import static io.shanmen.server.identity.BuiltInRole.MANAGER;
import static io.shanmen.server.identity.BuiltInRole.REFUND_CLERK;
import static io.shanmen.server.identity.BuiltInRole.SUPERVISOR;

import io.shanmen.server.identity.ModulePermissions;
import io.shanmen.server.identity.Permission;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CatalogPermissions {

  static final String VIEW = "catalog.view";
  static final String EDIT = "catalog.edit";
  static final String PUBLISH = "catalog.publish";

  @Bean
  ModulePermissions catalogPermissionList() {
    return ModulePermissions.of(
        "catalog",
        "票种",
        "Catalogue",
        Permission.of(
            VIEW,
            "查看票种",
            "See ticket types",
            CASHIER,
            REFUND_CLERK,
            SUPERVISOR,
            GATE_STAFF,
            FINANCE,
            MANAGER),
        Permission.of(EDIT, "编辑票种草稿和检票点", "Edit drafts and checkpoints", MANAGER),
        Permission.of(PUBLISH, "发布票种、上下架", "Publish ticket types, put on and off sale", MANAGER));
  }
}
