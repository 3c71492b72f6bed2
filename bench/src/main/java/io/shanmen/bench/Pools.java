package io.shanmen.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.shanmen.server.postgres.DatabaseAddress;

/** Connections to the measured database. */
final class Pools {

  private Pools() {}

  static HikariDataSource of(DatabaseAddress address, int connections) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(address.url());
    pool.setUsername(address.user());
    pool.setPassword(address.password());
    pool.setMaximumPoolSize(connections);
    return pool;
  }
}
