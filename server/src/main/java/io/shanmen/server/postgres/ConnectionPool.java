package io.shanmen.server.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.shanmen.server.host.CannotStart;
import java.time.Duration;

/** The server's connections to its database. */
final class ConnectionPool {
  /** A request waits this long for a connection before it is refused. */
  private static final Duration CONNECTION_LIMIT = Duration.ofSeconds(10);

  private ConnectionPool() {}

  /**
   * Opens it with sessions in UTC, whatever zone the machine stands in.
   *
   * @throws CannotStart if nobody answers there, or not to this user
   */
  static HikariDataSource open(DatabaseAddress address, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("shanmen");
    config.setJdbcUrl(address.url());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(CONNECTION_LIMIT.toMillis());
    config.setInitializationFailTimeout(CONNECTION_LIMIT.toMillis());
    config.setConnectionInitSql("SET TIME ZONE 'UTC'");
    config.addDataSourceProperty("ApplicationName", "shanmen");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // What the database says of a row that it refuses is the row itself: names, hashes, codes.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      throw new CannotStart(
          "The database (%s) cannot be used: %s".formatted(address, rootMessage(e)), e);
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
