package io.shanmen.server.postgres;

import io.shanmen.server.host.CannotStart;
import java.nio.file.Path;

/** The database that this server uses. */
public sealed interface Database extends AutoCloseable {
  /** Where the embedded database is inside the data folder. */
  String EMBEDDED_FOLDER = "postgres";

  /** Where it is. */
  DatabaseAddress address();

  /** Lets it go; the embedded one stops. */
  @Override
  void close();

  /** PostgreSQL as a part of the server. */
  record Embedded(EmbeddedPostgres postgres) implements Database {
    @Override
    public DatabaseAddress address() {
      return postgres.address();
    }

    @Override
    public void close() {
      postgres.close();
    }
  }

  /** A PostgreSQL that the park runs itself. */
  record External(DatabaseAddress address) implements Database {
    @Override
    public void close() {
      // It belongs to the park.
    }
  }

  /** Starts the embedded database, or takes the one that the settings name. */
  static Database open(DatabaseSettings settings, Path dataFolder) {
    Path embedded = dataFolder.resolve(EMBEDDED_FOLDER);
    String url = settings.url();
    if (url == null || url.isBlank()) {
      String archive = settings.archive();
      return new Embedded(
          archive == null || archive.isBlank()
              ? EmbeddedPostgres.start(embedded)
              : EmbeddedPostgres.startArchiving(embedded, embedded, Path.of(archive)));
    }
    if (new PostgresFolder(embedded).holdsCluster()) {
      throw new CannotStart(
          "shanmen.db.url names an external database while %s holds an embedded one, and a park must not have two: remove shanmen.db.url to go on with the embedded one, or move that folder out of the data folder to go on with the external one."
              .formatted(embedded));
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new CannotStart(
          "shanmen.db.url must look like jdbc:postgresql://host:5432/database, not like %s."
              .formatted(url));
    }
    return new External(new DatabaseAddress(url, settings.user(), settings.password()));
  }
}
