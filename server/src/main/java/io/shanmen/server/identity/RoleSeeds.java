package io.shanmen.server.identity;

import io.shanmen.server.foundation.Ids;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the built-in roles at the first start, and at every start gives permissions that the
 * database has not seen before to the roles that they name. What a park has changed since stays.
 */
@Component
class RoleSeeds implements SmartInitializingSingleton {

  private final JdbcClient jdbc;
  private final PermissionCatalogue permissions;
  private final Ids ids;
  private final InstantSource clock;
  private final TransactionTemplate transaction;

  RoleSeeds(
      JdbcClient jdbc,
      PermissionCatalogue permissions,
      Ids ids,
      InstantSource clock,
      PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.permissions = permissions;
    this.ids = ids;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Override
  public void afterSingletonsInstantiated() {
    sow();
  }

  void sow() {
    transaction.executeWithoutResult(
        status -> {
          for (BuiltInRole role : BuiltInRole.values()) {
            make(role);
          }
          Set<String> known = known();
          permissions.all().stream().filter(p -> !known.contains(p.code())).forEach(this::give);
        });
  }

  private void make(BuiltInRole role) {
    jdbc.sql(
            """
            INSERT INTO identity.role (role_id, built_in, name_zh, name_en)
            VALUES (?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """)
        .params(ids.next(), role.name(), role.zh(), role.en())
        .update();
  }

  private Set<String> known() {
    return new HashSet<>(
        jdbc.sql("SELECT code FROM identity.permission")
            .query((row, number) -> row.getString(1))
            .list());
  }

  private void give(Permission permission) {
    jdbc.sql("INSERT INTO identity.permission (code, known_since) VALUES (?, ?)")
        .params(permission.code(), clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    List<String> roles =
        Stream.concat(permission.roles().stream(), Stream.of(BuiltInRole.ADMINISTRATOR))
            .map(BuiltInRole::name)
            .distinct()
            .toList();
    jdbc.sql(
            """
            INSERT INTO identity.role_permission (role_id, permission)
            SELECT role_id, ? FROM identity.role WHERE built_in = ANY(?)
            ON CONFLICT DO NOTHING
            """)
        .params(permission.code(), roles.toArray(String[]::new))
        .update();
  }
}
