package io.shanmen.server.identity;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of {@code identity.operator} as the back office sees them. */
@Component
class OperatorTable {

  private static final String SELECT =
      """
      SELECT o.operator_id, o.sign_in_name, o.name, o.disabled, o.own_password,
             o.pin_hash IS NOT NULL AS has_pin, o.created_at, o.version, f.locked_until,
             ARRAY(SELECT r.role_id FROM identity.operator_role AS r
                   WHERE r.operator_id = o.operator_id ORDER BY r.role_id) AS role_ids
      FROM identity.operator AS o
      LEFT JOIN identity.failed_proof AS f
        ON f.whose = 'OPERATOR' AND f.key = lower(o.sign_in_name)
      """;

  private final JdbcClient jdbc;

  OperatorTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * An operator.
   *
   * @param ownPassword whether the operator has chosen the password, not an administrator
   * @param lockedUntil the end of a lock after wrong passwords; may be past
   * @param version grows with every change
   */
  record Operator(
      UUID operatorId,
      String signInName,
      String name,
      Set<UUID> roleIds,
      boolean disabled,
      boolean ownPassword,
      boolean hasPin,
      @Nullable Instant lockedUntil,
      Instant createdAt,
      long version) {}

  /** What is written of a new operator. */
  record NewOperator(
      UUID operatorId, String signInName, String name, String passwordHash, boolean ownPassword) {}

  List<Operator> all() {
    return select("ORDER BY lower(o.sign_in_name)").list();
  }

  Optional<Operator> find(UUID operatorId) {
    return select("WHERE o.operator_id = ?", operatorId).optional();
  }

  boolean isEmpty() {
    return jdbc.sql("SELECT NOT EXISTS (SELECT FROM identity.operator)")
        .query((row, number) -> row.getBoolean(1))
        .single();
  }

  boolean isSignInNameTaken(String signInName) {
    return jdbc.sql(
            "SELECT EXISTS (SELECT FROM identity.operator WHERE lower(sign_in_name) = lower(?))")
        .param(signInName)
        .query((row, number) -> row.getBoolean(1))
        .single();
  }

  void insert(NewOperator operator, Instant now) {
    jdbc.sql(
            """
            INSERT INTO identity.operator
              (operator_id, sign_in_name, name, password_hash, own_password, created_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
        .params(
            operator.operatorId(),
            operator.signInName(),
            operator.name(),
            operator.passwordHash(),
            operator.ownPassword(),
            now.atOffset(ZoneOffset.UTC))
        .update();
  }

  void update(UUID operatorId, String name, boolean disabled) {
    jdbc.sql(
            """
            UPDATE identity.operator SET name = ?, disabled = ?, version = version + 1
            WHERE operator_id = ?
            """)
        .params(name, disabled, operatorId)
        .update();
  }

  void setRoles(UUID operatorId, Collection<UUID> roleIds) {
    jdbc.sql("DELETE FROM identity.operator_role WHERE operator_id = ?").param(operatorId).update();
    jdbc.sql(
            """
            INSERT INTO identity.operator_role (operator_id, role_id)
            SELECT ?, unnest(?::uuid[])
            """)
        .params(operatorId, roleIds.toArray(UUID[]::new))
        .update();
  }

  private JdbcClient.MappedQuerySpec<Operator> select(String which, Object... params) {
    return jdbc.sql(SELECT + which)
        .params(params)
        .query(
            (row, number) -> {
              OffsetDateTime lockedUntil = row.getObject("locked_until", OffsetDateTime.class);
              return new Operator(
                  row.getObject("operator_id", UUID.class),
                  row.getString("sign_in_name"),
                  row.getString("name"),
                  Set.of((UUID[]) row.getArray("role_ids").getArray()),
                  row.getBoolean("disabled"),
                  row.getBoolean("own_password"),
                  row.getBoolean("has_pin"),
                  lockedUntil == null ? null : lockedUntil.toInstant(),
                  row.getObject("created_at", OffsetDateTime.class).toInstant(),
                  row.getLong("version"));
            });
  }
}
