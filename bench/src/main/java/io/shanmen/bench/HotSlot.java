package io.shanmen.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shanmen.server.foundation.GroupCommit;
import io.shanmen.server.postgres.DatabaseAddress;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The worst moment of a park: everybody takes a place in the same slot. Each taken place is a row,
 * and all of them lower the same number.
 */
final class HotSlot implements AutoCloseable {
  private static final int CONNECTIONS = 16;

  private final HikariDataSource pool = new HikariDataSource();
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final GroupCommit<Long, Boolean> sets;
  private final AtomicLong ids = new AtomicLong();

  HotSlot(DatabaseAddress address) {
    pool.setJdbcUrl(address.url());
    pool.setUsername(address.user());
    pool.setPassword(address.password());
    pool.setMaximumPoolSize(CONNECTIONS);
    jdbc = JdbcClient.create(pool);
    jdbc.sql(
            """
            CREATE TABLE slot (id int PRIMARY KEY, places_left bigint NOT NULL);
            INSERT INTO slot VALUES (1, 1000000000);
            CREATE TABLE taken (id bigint PRIMARY KEY, slot int NOT NULL)
            """)
        .update();
    JdbcTransactionManager transactions = new JdbcTransactionManager(pool);
    transaction = new TransactionTemplate(transactions);
    sets =
        new GroupCommit.Ground(transactions, new SimpleMeterRegistry())
            .start("bench", GroupCommit.Limits.usual(), id -> id, this::takeAll);
  }

  /** One transaction for one place. */
  void takeAlone() {
    transaction.executeWithoutResult(status -> takeAll(List.of(ids.incrementAndGet())));
  }

  /** As the server does it: those that wait share a transaction. */
  void takeInSets() {
    sets.submit(ids.incrementAndGet());
  }

  private List<Boolean> takeAll(List<Long> wanted) {
    jdbc.sql("UPDATE slot SET places_left = places_left - ? WHERE id = 1")
        .param(wanted.size())
        .update();
    jdbc.sql("INSERT INTO taken SELECT id, 1 FROM unnest(?::bigint[]) AS id")
        .param(wanted.toArray(Long[]::new))
        .update();
    return Collections.nCopies(wanted.size(), true);
  }

  /** Places that are neither left nor taken; anything but zero is a bug. */
  long lost() {
    return jdbc.sql(
            """
            SELECT 1000000000 - (SELECT count(*) FROM taken) - places_left FROM slot
            """)
        .query(Long.class)
        .single();
  }

  @Override
  public void close() {
    sets.close();
    pool.close();
  }
}
