package io.shanmen.server.postgres;

import com.zaxxer.hikari.HikariDataSource;
import io.shanmen.server.host.CannotStart;
import io.shanmen.server.host.DataFolder;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Reads the park's database from a program of its own, whether the server runs or not. An embedded
 * one whose server does not run is started for the visit.
 */
public final class DatabaseVisit {
  private static final int CONNECTIONS = 2;

  private final DatabaseSettings chosen;
  private final Path dataFolder;
  private final PostgresFolder embedded;

  private DatabaseVisit(Environment settings) {
    this.chosen = Binder.get(settings).bindOrCreate("shanmen.db", DatabaseSettings.class);
    this.dataFolder = DataFolder.at(settings);
    this.embedded = new PostgresFolder(dataFolder.resolve(Database.EMBEDDED_FOLDER));
  }

  /** A visit to the database that the settings name. */
  public static DatabaseVisit to(Environment settings) {
    return new DatabaseVisit(settings);
  }

  /** Whether there is a database to visit: an embedded one is made by the server's first start. */
  public boolean isMade() {
    return !isEmbedded() || embedded.holdsCluster();
  }

  /**
   * Does something with the database and gives back what came of it.
   *
   * @param work gets the connections, and a name of the database for people
   * @throws CannotStart if the database cannot be reached or started
   */
  public <T> T make(Work<T> work) {
    if (!isEmbedded()) {
      try (Database external = Database.open(chosen, dataFolder)) {
        return make("external", external.address(), work);
      }
    }
    if (DataFolder.holder(dataFolder).isPresent()) {
      return make("embedded", EmbeddedPostgres.runningIn(embedded), work);
    }
    try (DataFolder held = DataFolder.take(dataFolder);
        Database database = Database.open(chosen, held.path())) {
      return make("embedded, started for this visit", database.address(), work);
    }
  }

  /** What a visit is for. */
  public interface Work<T> {
    T with(DataSource database, String name);
  }

  private static <T> T make(String kind, DatabaseAddress address, Work<T> work) {
    try (HikariDataSource pool = ConnectionPool.open(address, CONNECTIONS)) {
      return work.with(pool, kind + " (" + address + ")");
    }
  }

  private boolean isEmbedded() {
    return chosen.url() == null || chosen.url().isBlank();
  }
}
