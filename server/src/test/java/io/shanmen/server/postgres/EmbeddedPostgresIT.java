package io.shanmen.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
  @TempDir Path folder;

  @Test
  void keepsItsRowsOverARestart() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      execute(postgres, "CREATE TABLE kept (n int)");
      execute(postgres, "INSERT INTO kept VALUES (42)");
    }
    try (EmbeddedPostgres postgres = start()) {
      assertThat(ask(postgres, "SELECT n FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void commitsDurablyOnLoopbackWithAPassword() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      assertThat(ask(postgres, "SHOW fsync")).isEqualTo("on");
      assertThat(ask(postgres, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(ask(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(postgres.superuserAddress(), "SHOW unix_socket_directories")).isEmpty();
      assertThat(ask(postgres, "SHOW data_checksums")).isEqualTo("on");
      assertThat(ask(postgres, "SELECT datlocale FROM pg_database WHERE datname = 'shanmen'"))
          .isEqualTo("C.UTF-8");
      assertThat(ask(postgres, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
          .isEqualTo("f");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("password"))))
          .isEqualTo("rw-------");
    }
  }

  private EmbeddedPostgres start() {
    return EmbeddedPostgres.start(folder, TestPostgres.programs(), Map.of());
  }

  private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres.address());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
    return ask(postgres.address(), sql);
  }

  private static String ask(DatabaseAddress address, String sql) throws SQLException {
    try (Connection connection = connect(address);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static Connection connect(DatabaseAddress address) throws SQLException {
    return DriverManager.getConnection(address.url(), address.user(), address.password());
  }
}
