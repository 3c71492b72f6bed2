package io.shanmen.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.shanmen.server.postgres.DatabaseAddress;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The limit of every check: one bare {@code UPDATE … RETURNING} of one row, committed alone. */
final class BareUpdates implements AutoCloseable {

  private static final int TICKETS = 200_000;

  private final HikariDataSource pool;
  private final JdbcClient jdbc;

  BareUpdates(DatabaseAddress address, int connections) {
    pool = Pools.of(address, connections);
    jdbc = JdbcClient.create(pool);
    jdbc.sql(
            """
            CREATE SCHEMA IF NOT EXISTS bench;
            DROP TABLE IF EXISTS bench.ticket;
            CREATE TABLE bench.ticket (id int PRIMARY KEY, used int NOT NULL);
            INSERT INTO bench.ticket SELECT id, 0 FROM generate_series(1, %d) id;
            """
                .formatted(TICKETS))
        .update();
  }

  void one() {
    jdbc.sql("UPDATE bench.ticket SET used = used + 1 WHERE id = ? RETURNING used")
        .param(ThreadLocalRandom.current().nextInt(TICKETS) + 1)
        .query(Integer.class)
        .single();
  }

  @Override
  public void close() {
    pool.close();
  }
}
