package io.shanmen.gate.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * One SQLite file with plain SQL. Written by one thread, read by others through connections of
 * their own; a failing disk throws {@link StoreFailure}, because a gate that cannot write its
 * journal must not open.
 */
final class Database implements AutoCloseable {
  /** How long a reader or writer waits for another connection's short transaction. */
  private static final int BUSY_LIMIT_MILLIS = 2_000;

  /** Turns a row into a value. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** What a transaction does. */
  @FunctionalInterface
  interface Work<T> {
    T run();
  }

  private final Connection connection;

  private Database(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens a file, or makes it with this schema, readable by its owner only.
   *
   * @param durable whether each commit reaches the disk before it returns
   */
  static Database open(Path file, boolean durable, String schema) {
    try {
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      SQLiteConfig config = new SQLiteConfig();
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      config.setSynchronous(
          durable ? SQLiteConfig.SynchronousMode.FULL : SQLiteConfig.SynchronousMode.NORMAL);
      config.setBusyTimeout(BUSY_LIMIT_MILLIS);
      Connection connection = config.createConnection("jdbc:sqlite:" + file);
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(schema);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      return new Database(connection);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new StoreFailure("cannot open " + file, e);
    }
  }

  /**
   * Opens a file like {@link #open} and takes a first look at it. One that is no database any more,
   * because a disk has lost part of it, is set aside under another name, and a new one takes its
   * place: a gate that does not start again after a power cut is worse than one that has to ask the
   * server for everything.
   *
   * @param firstLook reads what the store cannot begin without; damage elsewhere in the file does
   *     not cost the rest of it
   */
  static Database openOrReplace(
      Path file, boolean durable, String schema, Consumer<Database> firstLook) {
    try {
      return openAndLook(file, durable, schema, firstLook);
    } catch (StoreFailure e) {
      if (!isDamage(e.getCause())) {
        throw e;
      }
      setAside(file);
      return openAndLook(file, durable, schema, firstLook);
    }
  }

  private static Database openAndLook(
      Path file, boolean durable, String schema, Consumer<Database> firstLook) {
    Database database = open(file, durable, schema);
    try {
      firstLook.accept(database);
      return database;
    } catch (StoreFailure e) {
      database.close();
      throw e;
    }
  }

  private static boolean isDamage(@Nullable Throwable cause) {
    return cause instanceof SQLiteException failure
        && (failure.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB
            || failure.getResultCode() == SQLiteErrorCode.SQLITE_CORRUPT);
  }

  private static void setAside(Path file) {
    try {
      Path aside =
          Files.createTempDirectory(file.resolveSibling(""), file.getFileName() + ".damaged-");
      for (String part : List.of("", "-wal", "-shm")) {
        Path from = file.resolveSibling(file.getFileName() + part);
        if (Files.exists(from)) {
          Files.move(from, aside.resolve(from.getFileName()));
        }
      }
      System.err.println(file + " is damaged and was set aside in " + aside);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs some work as one transaction, on this thread; all of it remains, or nothing. */
  <T> T inTransaction(Work<T> work) {
    execute("BEGIN IMMEDIATE");
    boolean done = false;
    try {
      T result = work.run();
      execute("COMMIT");
      done = true;
      return result;
    } finally {
      if (!done) {
        rollBack();
      }
    }
  }

  /** After a full disk SQLite has rolled back by itself, and there is nothing left to undo. */
  private void rollBack() {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
        throw new StoreFailure("ROLLBACK", e);
      }
    }
  }

  private void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new StoreFailure(sql, e);
    }
  }

  /** Runs an INSERT, UPDATE or DELETE and returns the number of rows. */
  int change(String sql, @Nullable Object... values) {
    try (PreparedStatement statement = prepare(sql, values)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new StoreFailure(sql, e);
    }
  }

  <T> List<T> list(String sql, Row<T> row, @Nullable Object... values) {
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet result = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(row.read(result));
      }
      return rows;
    } catch (SQLException e) {
      throw new StoreFailure(sql, e);
    }
  }

  <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... values) {
    return list(sql, row, values).stream().findFirst();
  }

  private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new StoreFailure("close", e);
    }
  }
}
