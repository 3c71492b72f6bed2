package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.foundation.Ids;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        ON f.whose = 'OPERATOR' AND f.key = encode(o.sign_in_index, 'hex')
      """;

  private final JdbcClient jdbc;
  private final SealedNames sealed;
  private final OperatorNames names;
  private final Ids ids;

  OperatorTable(JdbcClient jdbc, SealedNames sealed, OperatorNames names, Ids ids) {
    this.jdbc = jdbc;
    this.sealed = sealed;
    this.names = names;
    this.ids = ids;
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
    return select("").list().stream()
        .sorted(Comparator.comparing(operator -> operator.signInName().toLowerCase(Locale.ROOT)))
        .toList();
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
    return jdbc.sql("SELECT EXISTS (SELECT FROM identity.operator WHERE sign_in_index = ?)")
        .param(SealedNames.bytes(sealed.index(signInName)))
        .query((row, number) -> row.getBoolean(1))
        .single();
  }

  void insert(NewOperator operator, Instant now) {
    UUID id = operator.operatorId();
    jdbc.sql(
            """
            INSERT INTO identity.operator
              (operator_id, sign_in_name, sign_in_index, name, password_hash, own_password,
               created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            id,
            sealed.seal(SealedNames.SIGN_IN_NAME, id, operator.signInName()),
            SealedNames.bytes(sealed.index(operator.signInName())),
            sealed.seal(SealedNames.NAME, id, operator.name()),
            operator.passwordHash(),
            operator.ownPassword(),
            now.atOffset(ZoneOffset.UTC))
        .update();
    names.changed(new OperatorName(id, operator.signInName(), operator.name()));
  }

  void update(UUID operatorId, boolean disabled) {
    jdbc.sql(
            """
            UPDATE identity.operator SET disabled = ?, version = version + 1
            WHERE operator_id = ?
            """)
        .params(disabled, operatorId)
        .update();
  }

  /** Gives an operator another name; the former stays known, if it is. */
  void rename(Operator operator, String name, Instant now) {
    UUID id = operator.operatorId();
    if (!SealedNames.isHidden(operator.name())) {
      keepFormer(operator, now);
    }
    jdbc.sql("UPDATE identity.operator SET name = ? WHERE operator_id = ?")
        .params(sealed.seal(SealedNames.NAME, id, name), id)
        .update();
    names.changed(new OperatorName(id, operator.signInName(), name));
  }

  private void keepFormer(Operator operator, Instant now) {
    UUID former = ids.next();
    jdbc.sql("INSERT INTO identity.former_name VALUES (?, ?, ?, ?)")
        .params(
            former,
            operator.operatorId(),
            sealed.seal(SealedNames.FORMER_NAME, former, operator.name()),
            now.atOffset(ZoneOffset.UTC))
        .update();
  }

  /**
   * Seals a sign-in name anew that was just proved to be the operator's: the key it was sealed
   * under is lost.
   */
  void learn(Accounts.Account account, String signInName) {
    UUID id = account.operatorId();
    jdbc.sql("UPDATE identity.operator SET sign_in_name = ? WHERE operator_id = ?")
        .params(sealed.seal(SealedNames.SIGN_IN_NAME, id, signInName), id)
        .update();
    names.changed(new OperatorName(id, signInName, account.name()));
  }

  /** The refusal while no name can be sealed. */
  Optional<Refusal> locked() {
    return sealed.canSeal()
        ? Optional.empty()
        : Optional.of(Refusal.of(IdentityProblem.PERSONAL_DATA_LOCKED));
  }

  /** What the audit log keeps of an operator's names. */
  Map<String, @Nullable Object> marks(String signInName, String name) {
    return Map.of(
        "signInName", SealedNames.mark(sealed.index(signInName)), "name", sealed.mark(name));
  }

  /** The names that operators had. */
  List<String> formerNames() {
    return jdbc.sql("SELECT former_name_id, name FROM identity.former_name")
        .query(
            (row, number) ->
                sealed.open(
                    SealedNames.FORMER_NAME,
                    row.getObject("former_name_id", UUID.class),
                    row.getBytes("name")))
        .list();
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
              UUID id = row.getObject("operator_id", UUID.class);
              return new Operator(
                  id,
                  sealed.open(SealedNames.SIGN_IN_NAME, id, row.getBytes("sign_in_name")),
                  sealed.open(SealedNames.NAME, id, row.getBytes("name")),
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
