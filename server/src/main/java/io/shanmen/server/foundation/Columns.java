package io.shanmen.server.foundation;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows turned on their side: one array for each column, as a set-based statement takes them with
 * {@code unnest(?::bigint[], ?::uuid[], …)}.
 *
 * @param <T> a row
 */
public final class Columns<T> {

  private final List<T> rows;

  private Columns(List<T> rows) {
    this.rows = rows;
  }

  public static <T> Columns<T> of(Collection<T> rows) {
    return new Columns<>(List.copyOf(rows));
  }

  /** Anything whose text PostgreSQL can cast: UUIDs, instants, dates, enums, texts. */
  public @Nullable String[] texts(Function<? super T, ? extends @Nullable Object> value) {
    @Nullable String[] column = new @Nullable String[rows.size()];
    for (int i = 0; i < column.length; i++) {
      Object cell = value.apply(rows.get(i));
      column[i] = cell == null ? null : cell.toString();
    }
    return column;
  }

  public @Nullable Long[] numbers(Function<? super T, ? extends @Nullable Number> value) {
    @Nullable Long[] column = new @Nullable Long[rows.size()];
    for (int i = 0; i < column.length; i++) {
      Number cell = value.apply(rows.get(i));
      column[i] = cell == null ? null : cell.longValue();
    }
    return column;
  }

  public byte[][] bytes(Function<? super T, byte[]> value) {
    return rows.stream().map(value).toArray(byte[][]::new);
  }
}
