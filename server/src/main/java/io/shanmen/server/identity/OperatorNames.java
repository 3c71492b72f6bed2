package io.shanmen.server.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The names of operators, for all who show who did something. They stand sealed in this room's
 * tables and nowhere else; other rooms keep the operator's id and ask here when they show it. All
 * are in memory, so asking costs no statement.
 *
 * <p>While the key of a name is away, its place is taken by a text that says so.
 */
@Component
public class OperatorNames implements SmartInitializingSingleton {

  private static final Duration UNSURE = Duration.ofSeconds(5);
  private static final int UNSURE_LIMIT_IDS = 10_000;

  private static final String SELECT =
      "SELECT operator_id, sign_in_name, name FROM identity.operator ";

  private final JdbcClient jdbc;
  private final SealedNames sealed;
  private final PlainNames plain;
  private final Map<UUID, OperatorName> known = new ConcurrentHashMap<>();

  /** Nobody's ids, and names whose key is away: not asked for again for every line of a list. */
  private final Cache<UUID, Optional<OperatorName>> unsure =
      Caffeine.newBuilder().expireAfterWrite(UNSURE).maximumSize(UNSURE_LIMIT_IDS).build();

  OperatorNames(JdbcClient jdbc, SealedNames sealed, PlainNames plain) {
    this.jdbc = jdbc;
    this.sealed = sealed;
    this.plain = plain;
  }

  /** Before anybody asks: seals what an older version left in plain, and reads all names. */
  @Override
  public void afterSingletonsInstantiated() {
    plain.sealAll();
    known.clear();
    unsure.invalidateAll();
    all().forEach(this::learn);
  }

  /** The operator's name as shown to people; a question mark if there is no such operator. */
  public String of(UUID operatorId) {
    return find(operatorId).map(OperatorName::name).orElse("?");
  }

  /** The same, where there may be nobody to name. */
  public @Nullable String ofOrNone(@Nullable UUID operatorId) {
    return operatorId == null ? null : of(operatorId);
  }

  /** The operator, disabled ones too. */
  public Optional<OperatorName> find(UUID operatorId) {
    OperatorName remembered = known.get(operatorId);
    if (remembered != null) {
      return Optional.of(remembered);
    }
    Optional<OperatorName> lately = unsure.getIfPresent(operatorId);
    return lately == null ? look(operatorId) : lately;
  }

  private Optional<OperatorName> look(UUID operatorId) {
    Optional<OperatorName> found =
        select("WHERE operator_id = ?", operatorId).stream().map(this::learn).findFirst();
    if (found.filter(OperatorNames::isWhole).isEmpty()) {
      unsure.put(operatorId, found);
    }
    return found;
  }

  /** Those of the given that exist, by id. */
  public Map<UUID, OperatorName> find(Collection<UUID> operatorIds) {
    Map<UUID, OperatorName> found = new HashMap<>();
    operatorIds.forEach(id -> find(id).ifPresent(name -> found.put(id, name)));
    return found;
  }

  /** An operator was added or renamed: the new name holds once that is durable. */
  void changed(OperatorName name) {
    AfterCommit.run(
        () -> {
          if (isWhole(name)) {
            known.put(name.id(), name);
          }
        });
  }

  /** What is hidden today may be readable tomorrow. */
  private static boolean isWhole(OperatorName name) {
    return !SealedNames.isHidden(name.name()) && !SealedNames.isHidden(name.signInName());
  }

  List<OperatorName> all() {
    return select("");
  }

  private OperatorName learn(OperatorName name) {
    if (isWhole(name)) {
      known.putIfAbsent(name.id(), name);
    }
    return name;
  }

  private List<OperatorName> select(String which, Object... params) {
    return jdbc.sql(SELECT + which).params(params).query(this::row).list();
  }

  private OperatorName row(ResultSet row, int number) throws SQLException {
    UUID id = row.getObject("operator_id", UUID.class);
    return new OperatorName(
        id,
        sealed.open(SealedNames.SIGN_IN_NAME, id, row.getBytes("sign_in_name")),
        sealed.open(SealedNames.NAME, id, row.getBytes("name")));
  }
}
