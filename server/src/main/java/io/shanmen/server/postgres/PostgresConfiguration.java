package io.shanmen.server.postgres;

import com.zaxxer.hikari.HikariDataSource;
import io.shanmen.server.host.DataFolder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whoever is given the {@code DataSource} is given a migrated database that accepts commits. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class PostgresConfiguration {
  @Bean
  Database database(DatabaseSettings settings, DataFolder dataFolder) {
    return Database.open(settings, dataFolder.path());
  }

  @Bean
  OneServer oneServer(Database database) {
    return OneServer.claim(database.address());
  }

  @Bean
  HikariDataSource dataSource(
      Database database, OneServer claimedFirst, DatabaseSettings settings) {
    HikariDataSource pool = ConnectionPool.open(database.address(), settings.poolSize());
    try {
      new ModuleMigrations(pool).run();
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
    return pool;
  }
}
