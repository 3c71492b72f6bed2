package io.shanmen.server.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What signing in and approving need to know of an operator. */
@Component
class Accounts {

  private static final String SELECT =
      """
      SELECT operator_id, sign_in_name, name, password_hash, pin_hash, disabled
      FROM identity.operator
      """;

  private final JdbcClient jdbc;

  Accounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  record Account(
      UUID operatorId,
      String signInName,
      String name,
      String passwordHash,
      @Nullable String pinHash,
      boolean disabled) {}

  Optional<Account> byName(String signInName) {
    return jdbc.sql(SELECT + "WHERE lower(sign_in_name) = lower(?)")
        .param(signInName)
        .query(Accounts::row)
        .optional();
  }

  Optional<Account> byId(UUID operatorId) {
    return jdbc.sql(SELECT + "WHERE operator_id = ?")
        .param(operatorId)
        .query(Accounts::row)
        .optional();
  }

  Set<String> permissionsOf(UUID operatorId) {
    return Set.copyOf(
        jdbc.sql(
                """
                SELECT DISTINCT permission
                FROM identity.operator_role JOIN identity.role_permission USING (role_id)
                WHERE operator_id = ?
                """)
            .param(operatorId)
            .query((row, number) -> row.getString(1))
            .list());
  }

  /** A password that somebody else chose takes the PIN with it: the operator sets a new one. */
  void setPassword(UUID operatorId, String hash, boolean own) {
    jdbc.sql(
            """
            UPDATE identity.operator
            SET password_hash = :hash, own_password = :own, version = version + 1,
                pin_hash = CASE WHEN :own THEN pin_hash END
            WHERE operator_id = :id
            """)
        .param("hash", hash)
        .param("own", own)
        .param("id", operatorId)
        .update();
  }

  void setPin(UUID operatorId, String hash) {
    jdbc.sql("UPDATE identity.operator SET pin_hash = ? WHERE operator_id = ?")
        .params(hash, operatorId)
        .update();
  }

  private static Account row(ResultSet row, int number) throws SQLException {
    return new Account(
        row.getObject("operator_id", UUID.class),
        row.getString("sign_in_name"),
        row.getString("name"),
        row.getString("password_hash"),
        row.getString("pin_hash"),
        row.getBoolean("disabled"));
  }
}
