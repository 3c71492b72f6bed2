package io.shanmen.server.identity;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of {@code identity.role} with their permissions. */
@Component
class RoleTable {

  private static final String SELECT =
      """
      SELECT r.role_id, r.built_in, r.name_zh, r.name_en, r.version,
             ARRAY(SELECT permission FROM identity.role_permission AS p
                   WHERE p.role_id = r.role_id ORDER BY permission) AS permissions,
             (SELECT count(*) FROM identity.operator_role AS o WHERE o.role_id = r.role_id)
               AS operators
      FROM identity.role AS r
      """;

  private final JdbcClient jdbc;

  RoleTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A role.
   *
   * @param builtIn the built-in role that it is, or null for one that the park added
   * @param permissions what it allows, in order
   * @param operators how many operators have it
   * @param version grows with every change
   */
  record Role(
      UUID roleId,
      @Nullable BuiltInRole builtIn,
      String nameZh,
      String nameEn,
      Set<String> permissions,
      long operators,
      long version) {}

  /** The built-in ones in their order, then those that the park added, the oldest first. */
  List<Role> all() {
    return inOrder(select("ORDER BY r.role_id").list());
  }

  Optional<Role> find(UUID roleId) {
    return select("WHERE r.role_id = ?", roleId).optional();
  }

  /** Those of the given that exist. */
  List<Role> find(Collection<UUID> roleIds) {
    return select("WHERE r.role_id = ANY(?)", (Object) roleIds.toArray(UUID[]::new)).list();
  }

  List<Role> of(UUID operatorId) {
    return inOrder(
        select(
                """
                WHERE r.role_id IN (SELECT role_id FROM identity.operator_role WHERE operator_id = ?)
                ORDER BY r.role_id
                """,
                operatorId)
            .list());
  }

  /** The built-in ones were made within a millisecond: their ids have no order. */
  private static List<Role> inOrder(List<Role> roles) {
    return roles.stream()
        .sorted(
            Comparator.comparing(Role::builtIn, Comparator.nullsLast(Comparator.naturalOrder())))
        .toList();
  }

  UUID idOf(BuiltInRole role) {
    return jdbc.sql("SELECT role_id FROM identity.role WHERE built_in = ?")
        .param(role.name())
        .query((row, number) -> row.getObject(1, UUID.class))
        .single();
  }

  boolean isNameTaken(UUID exceptRoleId, String nameZh, String nameEn) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM identity.role
                           WHERE role_id <> ? AND (lower(name_zh) = lower(?)
                                                   OR lower(name_en) = lower(?)))
            """)
        .params(exceptRoleId, nameZh, nameEn)
        .query((row, number) -> row.getBoolean(1))
        .single();
  }

  void insert(UUID roleId, String nameZh, String nameEn) {
    jdbc.sql("INSERT INTO identity.role (role_id, name_zh, name_en) VALUES (?, ?, ?)")
        .params(roleId, nameZh, nameEn)
        .update();
  }

  void rename(UUID roleId, String nameZh, String nameEn) {
    jdbc.sql(
            """
            UPDATE identity.role SET name_zh = ?, name_en = ?, version = version + 1
            WHERE role_id = ?
            """)
        .params(nameZh, nameEn, roleId)
        .update();
  }

  void setPermissions(UUID roleId, Collection<String> permissions) {
    jdbc.sql("DELETE FROM identity.role_permission WHERE role_id = ?").param(roleId).update();
    jdbc.sql(
            """
            INSERT INTO identity.role_permission (role_id, permission)
            SELECT ?, unnest(?::text[])
            """)
        .params(roleId, permissions.toArray(String[]::new))
        .update();
  }

  void delete(UUID roleId) {
    jdbc.sql("DELETE FROM identity.role WHERE role_id = ?").param(roleId).update();
  }

  private JdbcClient.MappedQuerySpec<Role> select(String which, Object... params) {
    return jdbc.sql(SELECT + which)
        .params(params)
        .query(
            (row, number) -> {
              String builtIn = row.getString("built_in");
              return new Role(
                  row.getObject("role_id", UUID.class),
                  builtIn == null ? null : BuiltInRole.valueOf(builtIn),
                  row.getString("name_zh"),
                  row.getString("name_en"),
                  new TreeSet<>(List.of((String[]) row.getArray("permissions").getArray())),
                  row.getLong("operators"),
                  row.getLong("version"));
            });
  }
}
