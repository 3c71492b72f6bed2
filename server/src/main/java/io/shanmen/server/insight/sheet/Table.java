package io.shanmen.server.insight.sheet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as screens, prints and files show it.
 *
 * @param id its name for programs
 * @param zh its title in Chinese
 * @param en its title in English
 * @param columns its columns
 * @param rows a value for each column: text, whole number, decimal, date or moment as its column
 *     says; null where there is none
 * @param totals the sums of counts and money, null in other columns; null for a table without sums
 */
public record Table(
    String id,
    String zh,
    String en,
    List<Column> columns,
    List<List<@Nullable Object>> rows,
    @Nullable List<@Nullable Object> totals) {

  /** A table whose counts and money are added up. */
  public static Table summed(
      String id, String zh, String en, List<Column> columns, List<List<@Nullable Object>> rows) {
    List<@Nullable Object> totals = new ArrayList<>();
    for (int at = 0; at < columns.size(); at++) {
      int column = at;
      totals.add(
          switch (columns.get(at).kind()) {
            case COUNT, MONEY -> rows.stream().mapToLong(row -> whole(row.get(column))).sum();
            case TEXT, RATIO, DAY, TIME -> null;
          });
    }
    return new Table(id, zh, en, columns, rows, Collections.unmodifiableList(totals));
  }

  /** A table of lines that are not added up. */
  public static Table listed(
      String id, String zh, String en, List<Column> columns, List<List<@Nullable Object>> rows) {
    return new Table(id, zh, en, columns, rows, null);
  }

  private static long whole(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }
}
