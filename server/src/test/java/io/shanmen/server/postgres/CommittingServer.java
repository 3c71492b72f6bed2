package io.shanmen.server.postgres;

import io.shanmen.server.host.DataFolder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Map;

/**
 * A server to be killed: takes a data folder, starts PostgreSQL there, and commits one number after
 * the other, printing each once it is committed.
 */
final class CommittingServer {
  private CommittingServer() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Path programs = Path.of(arguments[1]);
    try (DataFolder held = DataFolder.take(folder);
        EmbeddedPostgres postgres =
            EmbeddedPostgres.start(held.path().resolve("postgres"), programs, Map.of())) {
      DatabaseAddress address = postgres.address();
      try (Connection connection =
          DriverManager.getConnection(address.url(), address.user(), address.password())) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("CREATE TABLE committed (n int PRIMARY KEY)");
        }
        System.out.println("postgres " + postgres.processId());
        try (PreparedStatement insert =
            connection.prepareStatement("INSERT INTO committed VALUES (?)")) {
          for (int n = 1; ; n++) {
            insert.setInt(1, n);
            insert.execute();
            System.out.println(n);
          }
        }
      }
    }
  }
}
