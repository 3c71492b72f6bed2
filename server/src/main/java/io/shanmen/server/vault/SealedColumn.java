package io.shanmen.server.vault;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A column ({@code bytea}) whose values are sealed one by one. The room that owns it publishes it
 * as a bean, so that its values are sealed anew when the key changes. A value opens only in the
 * column and row it was sealed for.
 *
 * @param table with its schema, as in {@code identity.operator}
 * @param row the column of the row's id, a UUID
 * @param column the sealed column; null values are left alone
 */
public record SealedColumn(String table, String row, String column) {

  private static final Pattern TABLE = Pattern.compile("[a-z_]+\\.[a-z_]+");
  private static final Pattern COLUMN = Pattern.compile("[a-z_]+");

  public SealedColumn {
    if (!TABLE.matcher(table).matches()
        || !COLUMN.matcher(row).matches()
        || !COLUMN.matcher(column).matches()) {
      throw new IllegalArgumentException("not a column: " + table + "." + column);
    }
  }

  /** Where a value belongs, for the seal to bind. */
  byte[] place(UUID of) {
    return (this + "/" + of).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return table + "." + column;
  }
}
