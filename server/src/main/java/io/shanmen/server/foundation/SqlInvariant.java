package io.shanmen.server.foundation;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An invariant that a query checks: each row is one place where it does not hold, told by the first
 * column.
 */
public record SqlInvariant(JdbcClient jdbc, String statement, String sql) implements Invariant {

  @Override
  public List<String> violations() {
    return jdbc.sql(sql).query((row, number) -> row.getString(1)).list();
  }
}
