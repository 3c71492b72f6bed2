package io.shanmen.server.insight.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Writes tables as a workbook (XLSX), a sheet for each, with heads in both languages. */
public final class Workbook {

  private static final int SHEET_NAME_LIMIT_CHARACTERS = 31;

  private final ZoneId zone;
  private final Currency currency;

  /**
   * A writer.
   *
   * @param zone of the moments
   * @param currency of the money
   */
  public Workbook(ZoneId zone, Currency currency) {
    this.zone = zone;
    this.currency = currency;
  }

  /**
   * Writes.
   *
   * @param heading lines above each table: the park, the title, who printed it and of when it is
   */
  public byte[] write(List<String> heading, List<Table> tables) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      try (org.dhatim.fastexcel.Workbook book =
          new org.dhatim.fastexcel.Workbook(bytes, "Shanmen", "1.0")) {
        for (Table table : tables) {
          write(book.newWorksheet(name(table)), heading, table);
        }
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  private void write(Worksheet sheet, List<String> heading, Table table) {
    int line = 0;
    for (String text : heading) {
      sheet.value(line++, 0, text);
    }
    sheet.value(line, 0, table.zh() + " " + table.en());
    sheet.style(line, 0).bold().fontSize(13).set();
    line += 2;
    int head = line++;
    for (int at = 0; at < table.columns().size(); at++) {
      Column column = table.columns().get(at);
      sheet.value(head, at, column.zh() + " " + column.en());
      sheet.style(head, at).bold().fillColor("E7EFEA").wrapText(true).set();
      sheet.width(at, width(column.kind()));
    }
    for (List<@Nullable Object> row : table.rows()) {
      values(sheet, line++, table, row);
    }
    List<@Nullable Object> totals = table.totals();
    if (totals != null) {
      values(sheet, line, table, totals);
      if (totals.getFirst() == null) {
        sheet.value(line, 0, "合计 Total");
      }
      sheet.range(line, 0, line, table.columns().size() - 1).style().bold().set();
    }
    sheet.freezePane(0, head + 1);
  }

  private void values(Worksheet sheet, int line, Table table, List<@Nullable Object> row) {
    for (int at = 0; at < row.size(); at++) {
      Object value = row.get(at);
      if (value != null) {
        value(sheet, line, at, value, table.columns().get(at).kind());
      }
    }
  }

  private void value(Worksheet sheet, int line, int at, Object value, Column.Kind kind) {
    switch (kind) {
      case MONEY -> {
        sheet.value(line, at, Csv.Money.inUnits((Number) value, currency));
        sheet.style(line, at).format("#,##0.00").set();
      }
      case COUNT -> {
        sheet.value(line, at, (Number) value);
        sheet.style(line, at).format("#,##0").set();
      }
      case RATIO -> {
        sheet.value(line, at, (BigDecimal) value);
        sheet.style(line, at).format("0.00%").set();
      }
      case DAY -> {
        sheet.value(line, at, (LocalDate) value);
        sheet.style(line, at).format("yyyy-mm-dd").set();
      }
      case TIME -> {
        sheet.value(line, at, ((Instant) value).atZone(zone).toLocalDateTime());
        sheet.style(line, at).format("yyyy-mm-dd hh:mm:ss").set();
      }
      case TEXT -> sheet.value(line, at, value.toString());
    }
  }

  private static int width(Column.Kind kind) {
    return switch (kind) {
      case TEXT -> 22;
      case TIME -> 20;
      case MONEY -> 16;
      case COUNT, RATIO, DAY -> 14;
    };
  }

  private static String name(Table table) {
    String name = table.zh();
    return name.length() <= SHEET_NAME_LIMIT_CHARACTERS
        ? name
        : name.substring(0, SHEET_NAME_LIMIT_CHARACTERS);
  }
}
