package io.shanmen.server.ticketing;

import java.util.ArrayList;
import java.util.List;

/**
 * A slip of paper, 80 mm or 58 mm wide and as long as it needs: a receipt, a refund. Modules say
 * what stands on it and not how.
 *
 * @param titleZh its heading in Chinese
 * @param titleEn the same in English
 * @param rows what stands below, from top to bottom
 */
public record Slip(String titleZh, String titleEn, List<Row> rows) {

  public Slip {
    rows = List.copyOf(rows);
  }

  /** One row of a slip. */
  public sealed interface Row {

    /** A label at the left and its value at the right. */
    record Pair(String label, String value) implements Row {}

    /** The same, large: the amount. */
    record Strong(String label, String value) implements Row {}

    /** A text from the left. */
    record Text(String text) implements Row {}

    /** A small text in the middle. */
    record Note(String text) implements Row {}

    /** A line across. */
    record Rule() implements Row {}

    /** Room to sign, and who signs. */
    record Signature(String label) implements Row {}
  }

  /** Begins a slip. */
  public static Builder titled(String zh, String en) {
    return new Builder(zh, en);
  }

  /** Writes a slip row by row. */
  public static final class Builder {

    private final String titleZh;
    private final String titleEn;
    private final List<Row> rows = new ArrayList<>();

    private Builder(String titleZh, String titleEn) {
      this.titleZh = titleZh;
      this.titleEn = titleEn;
    }

    public Builder pair(String label, Object value) {
      return add(new Row.Pair(label, value.toString()));
    }

    public Builder strong(String label, Object value) {
      return add(new Row.Strong(label, value.toString()));
    }

    public Builder text(String text) {
      return add(new Row.Text(text));
    }

    public Builder note(String text) {
      return add(new Row.Note(text));
    }

    public Builder rule() {
      return add(new Row.Rule());
    }

    public Builder signature(String label) {
      return add(new Row.Signature(label));
    }

    public Slip build() {
      return new Slip(titleZh, titleEn, rows);
    }

    private Builder add(Row row) {
      rows.add(row);
      return this;
    }
  }
}
