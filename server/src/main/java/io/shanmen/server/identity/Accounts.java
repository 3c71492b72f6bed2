package io.shanmen.server.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
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
      SELECT operator_id, sign_in_name, sign_in_index, name, password_hash, pin_hash, disabled
      FROM identity.operator
      """;

  private final JdbcClient jdbc;
  private final SealedNames sealed;

  Accounts(JdbcClient jdbc, SealedNames sealed) {
    this.jdbc = jdbc;
    this.sealed = sealed;
  }

  record Account(
      UUID operatorId,
      SignInIndex signInIndex,
      String signInName,
      String name,
      String passwordHash,
      @Nullable String pinHash,
      boolean disabled) {}

  Optional<Account> byIndex(SignInIndex index) {
    return jdbc.sql(SELECT + "WHERE sign_in_index = ?")
        .param(SealedNames.bytes(index))
        .query(this::row)
        .optional();
  }

  Optional<Account> byId(UUID operatorId) {
    return jdbc.sql(SELECT + "WHERE operator_id = ?").param(operatorId).query(this::row).optional();
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

  private Account row(ResultSet row, int number) throws SQLException {
    UUID id = row.getObject("operator_id", UUID.class);
    return new Account(
        id,
        new SignInIndex(HexFormat.of().formatHex(row.getBytes("sign_in_index"))),
        sealed.open(SealedNames.SIGN_IN_NAME, id, row.getBytes("sign_in_name")),
        sealed.open(SealedNames.NAME, id, row.getBytes("name")),
        row.getString("password_hash"),
        row.getString("pin_hash"),
        row.getBoolean("disabled"));
  }
}
