package io.shanmen.gate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() {
    database =
        Database.open(folder.resolve("test.db"), true, "CREATE TABLE t (a INTEGER PRIMARY KEY);");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void afterSqliteHasRolledBackByItselfTheNextTransactionIsWholeAgain() {
    insert(1);
    assertThatThrownBy(
            () ->
                database.inTransaction(
                    () -> {
                      insert(2);
                      return database.change("INSERT OR ROLLBACK INTO t (a) VALUES (1)");
                    }))
        .rootCause()
        .hasMessageContaining("constraint");
    assertThatThrownBy(
            () ->
                database.inTransaction(
                    () -> {
                      insert(3);
                      throw new IllegalArgumentException("the work fails");
                    }))
        .hasMessage("the work fails");
    assertThat(rows()).isEqualTo(1);
    database.inTransaction(
        () -> {
          insert(4);
          return insert(5);
        });
    assertThat(rows()).isEqualTo(3);
  }

  private int insert(int value) {
    return database.change("INSERT INTO t (a) VALUES (?)", value);
  }

  private long rows() {
    return database.first("SELECT count(*) FROM t", row -> row.getLong(1)).orElseThrow();
  }
}
