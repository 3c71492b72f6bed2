package io.shanmen.server.vault;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals the values of keys that retire under the active key, in small sets, and destroys such a key
 * when nothing is left under it. What was done stands in the rows themselves, so a server that was
 * killed simply goes on.
 */
@Component
class Resealing {

  /**
   * Longer than any transaction lives: what was sealed under the former key just before the change
   * is in the tables by then.
   */
  static final Duration KEPT_FOR = Duration.ofMinutes(10);

  static final int SET_LIMIT_VALUES = 100;

  private static final Logger log = LoggerFactory.getLogger(Resealing.class);

  private final List<SealedColumn> columns;
  private final Fields fields;
  private final DataKeys keys;
  private final DataKeyStore store;
  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final TransactionTemplate transaction;

  Resealing(
      List<SealedColumn> columns,
      Fields fields,
      DataKeys keys,
      DataKeyStore store,
      JdbcClient jdbc,
      InstantSource clock,
      PlatformTransactionManager transactions) {
    this.columns = List.copyOf(columns);
    this.fields = fields;
    this.keys = keys;
    this.store = store;
    this.jdbc = jdbc;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Whether values wait to be sealed anew; those of a key that is lost wait for ever. */
  boolean isUnderWay() {
    return store.all().stream().anyMatch(key -> isRetiring(key) && valuesUnder(key.id()) > 0);
  }

  private boolean isRetiring(DataKeyStore.Stored key) {
    return key.state() == DataKeyState.RETIRING && keys.find(key.id()).isPresent();
  }

  long valuesUnder(int keyId) {
    return columns.stream()
        .mapToLong(
            column ->
                jdbc.sql(
                        "SELECT count(*) FROM %s WHERE substring(%s FROM 1 FOR %d) = ?"
                            .formatted(column.table(), column.column(), Fields.headBytes()))
                    .param(Fields.head(keyId))
                    .query(Long.class)
                    .single())
        .sum();
  }

  /** Seals anew all that can be, and destroys the keys that have nothing left. */
  void run() {
    while (resealSet() > 0) {
      log.debug("sealed a set of values anew");
    }
    Instant before = clock.instant().minus(KEPT_FOR);
    for (DataKeyStore.Stored key : store.all()) {
      Instant since = key.retiringAt();
      if (key.state() == DataKeyState.RETIRING
          && since != null
          && since.isBefore(before)
          && valuesUnder(key.id()) == 0) {
        store.destroy(key.id(), clock.instant());
        keys.load();
        log.info("Data key {} sealed nothing any more and was destroyed", key.id());
      }
    }
  }

  /** Seals one set anew, in one transaction; returns how many values. */
  int resealSet() {
    if (!fields.canSeal()) {
      return 0;
    }
    List<Integer> retiring =
        store.all().stream().filter(this::isRetiring).map(DataKeyStore.Stored::id).toList();
    for (int keyId : retiring) {
      for (SealedColumn column : columns) {
        int done = reseal(column, keyId);
        if (done > 0) {
          return done;
        }
      }
    }
    return 0;
  }

  private record SealedValue(UUID row, byte[] value) {}

  private int reseal(SealedColumn column, int keyId) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              int done = 0;
              for (SealedValue found : next(column, keyId)) {
                done += reseal(column, found) ? 1 : 0;
              }
              return done;
            }));
  }

  private List<SealedValue> next(SealedColumn column, int keyId) {
    return jdbc.sql(
            """
            SELECT %1$s, %2$s FROM %3$s WHERE substring(%2$s FROM 1 FOR %4$d) = ?
            ORDER BY %1$s LIMIT %5$d FOR UPDATE
            """
                .formatted(
                    column.row(),
                    column.column(),
                    column.table(),
                    Fields.headBytes(),
                    SET_LIMIT_VALUES))
        .param(Fields.head(keyId))
        .query((row, number) -> new SealedValue(row.getObject(1, UUID.class), row.getBytes(2)))
        .list();
  }

  /** What was altered stays as it is, and keeps its key alive: somebody has to look at it. */
  private boolean reseal(SealedColumn column, SealedValue found) {
    try {
      String text = fields.open(column, found.row(), found.value()).orElseThrow();
      jdbc.sql(
              "UPDATE %s SET %s = ? WHERE %s = ?"
                  .formatted(column.table(), column.column(), column.row()))
          .params(fields.seal(column, found.row(), text), found.row())
          .update();
      return true;
    } catch (FieldAltered altered) {
      log.error("Not sealed anew, row {}: {}", found.row(), altered.getMessage());
      return false;
    }
  }
}
