package io.shanmen.server.insight.sheet;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table as CSV (RFC 4180) in UTF-8 with a byte order mark, without which spreadsheets take
 * Chinese for something else. Heads stand in both languages.
 */
public final class Csv {

  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final ZoneId zone;
  private final Currency currency;

  /**
   * A writer.
   *
   * @param zone of the moments
   * @param currency of the money
   */
  public Csv(ZoneId zone, Currency currency) {
    this.zone = zone;
    this.currency = currency;
  }

  public byte[] write(Table table) {
    StringBuilder text = new StringBuilder(BYTE_ORDER_MARK);
    line(text, table.columns().stream().map(head -> head.zh() + " " + head.en()).toList());
    for (List<@Nullable Object> row : table.rows()) {
      line(text, texts(table, row));
    }
    List<@Nullable Object> totals = table.totals();
    if (totals != null) {
      List<String> sums = new java.util.ArrayList<>(texts(table, totals));
      if (sums.getFirst().isEmpty()) {
        sums.set(0, "合计 Total");
      }
      line(text, sums);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private List<String> texts(Table table, List<@Nullable Object> row) {
    List<String> texts = new java.util.ArrayList<>();
    for (int at = 0; at < row.size(); at++) {
      texts.add(text(row.get(at), table.columns().get(at).kind()));
    }
    return texts;
  }

  private String text(@Nullable Object value, Column.Kind kind) {
    if (value == null) {
      return "";
    }
    return switch (kind) {
      case MONEY -> Money.inUnits((Number) value, currency).toPlainString();
      case TIME -> TIME.format(((Instant) value).atZone(zone));
      case RATIO -> ((BigDecimal) value).toPlainString();
      case TEXT -> harmless(value.toString());
      case COUNT, DAY -> value.toString();
    };
  }

  private static void line(StringBuilder text, List<String> fields) {
    text.append(fields.stream().map(Csv::quoted).collect(Collectors.joining(","))).append("\r\n");
  }

  private static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }

  /**
   * Text that a spreadsheet would take for a formula gets an apostrophe, because names in a report
   * come from people.
   */
  private static String harmless(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  /** Money for files that people go on calculating with. */
  static final class Money {

    private Money() {}

    static BigDecimal inUnits(Number minor, Currency currency) {
      return BigDecimal.valueOf(minor.longValue(), currency.getDefaultFractionDigits());
    }
  }
}
