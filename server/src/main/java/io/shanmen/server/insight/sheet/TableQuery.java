package io.shanmen.server.insight.sheet;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs a query whose columns are those of a table, in their order. */
public final class TableQuery {

  private TableQuery() {}

  public static List<List<@Nullable Object>> rows(
      JdbcClient jdbc, String sql, Map<String, ?> params, List<Column> columns) {
    return jdbc.sql(sql).params(params).query((row, number) -> row(row, columns)).list();
  }

  private static List<@Nullable Object> row(ResultSet row, List<Column> columns)
      throws SQLException {
    List<@Nullable Object> values = new ArrayList<>(columns.size());
    for (int at = 0; at < columns.size(); at++) {
      values.add(value(row, at + 1, columns.get(at).kind()));
    }
    return values;
  }

  private static @Nullable Object value(ResultSet row, int at, Column.Kind kind)
      throws SQLException {
    return switch (kind) {
      case TEXT -> row.getString(at);
      case COUNT, MONEY -> row.getLong(at);
      case RATIO -> ratio(row.getBigDecimal(at));
      case DAY -> row.getObject(at, LocalDate.class);
      case TIME -> {
        Timestamp moment = row.getTimestamp(at);
        yield moment == null ? null : moment.toInstant();
      }
    };
  }

  private static @Nullable BigDecimal ratio(@Nullable BigDecimal exact) {
    return exact == null ? null : exact.setScale(4, java.math.RoundingMode.HALF_UP);
  }
}
