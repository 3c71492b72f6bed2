package io.shanmen.server.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks up operators for modules that show who did something. */
@Component
public class Operators {

  private static final String NAMES =
      """
      SELECT operator_id, sign_in_name, name
      FROM identity.operator
      """;

  private final JdbcClient jdbc;
  private final OperatorTable operators;
  private final RoleTable roles;

  Operators(JdbcClient jdbc, OperatorTable operators, RoleTable roles) {
    this.jdbc = jdbc;
    this.operators = operators;
    this.roles = roles;
  }

  /** The operator, disabled ones too. */
  public Optional<OperatorName> find(UUID id) {
    return jdbc.sql(NAMES + "WHERE operator_id = ?").param(id).query(Operators::row).optional();
  }

  /** Those of the given that exist, by id. */
  public Map<UUID, OperatorName> find(Collection<UUID> ids) {
    return jdbc
        .sql(NAMES + "WHERE operator_id = ANY(?)")
        .param(ids.toArray(UUID[]::new))
        .query(Operators::row)
        .list()
        .stream()
        .collect(Collectors.toMap(OperatorName::id, Function.identity()));
  }

  /** What an operator's own page shows. */
  public Optional<OperatorProfile> profile(UUID id) {
    return operators
        .find(id)
        .map(
            operator ->
                new OperatorProfile(
                    id,
                    operator.signInName(),
                    operator.name(),
                    roles.of(id).stream()
                        .map(
                            role ->
                                new OperatorProfile.RoleName(
                                    role.roleId(), role.nameZh(), role.nameEn()))
                        .toList(),
                    !operator.ownPassword(),
                    operator.hasPin()));
  }

  private static OperatorName row(ResultSet row, int number) throws SQLException {
    return new OperatorName(
        row.getObject("operator_id", UUID.class),
        row.getString("sign_in_name"),
        row.getString("name"));
  }
}
