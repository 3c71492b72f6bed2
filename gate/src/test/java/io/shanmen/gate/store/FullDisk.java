package io.shanmen.gate.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A disk without room for one more journal entry, until it is closed. SQLite answers as it does on
 * a full disk: the write fails, and the transaction is rolled back by SQLite itself.
 */
public final class FullDisk implements AutoCloseable {
  private final Path journal;

  private FullDisk(Path journal) {
    this.journal = journal;
    run(
        "CREATE TRIGGER disk_is_full BEFORE INSERT ON entry"
            + " BEGIN SELECT RAISE(ROLLBACK, 'database or disk is full'); END");
  }

  /** Fills the disk that this data folder is on. */
  public static FullDisk under(Path folder) {
    return new FullDisk(folder.resolve("journal.db"));
  }

  @Override
  public void close() {
    run("DROP TRIGGER disk_is_full");
  }

  private void run(String sql) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + journal);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
