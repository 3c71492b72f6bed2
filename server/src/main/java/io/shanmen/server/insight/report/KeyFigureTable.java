package io.shanmen.server.insight.report;

import io.shanmen.server.insight.sheet.Column;
import io.shanmen.server.insight.sheet.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Key figures as a table for files: each value in the column of its unit. */
final class KeyFigureTable {

  private static final List<Column> COLUMNS =
      List.of(
          Column.text("code", "编号", "No."),
          Column.text("nameZh", "指标", "Key figure"),
          Column.text("nameEn", "英文名", "In English"),
          Column.count("count", "数量", "Count"),
          Column.money("money", "金额", "Money"),
          Column.ratio("ratio", "比率", "Ratio"),
          Column.text("definitionZh", "口径", "Definition"),
          Column.text("definitionEn", "英文口径", "Definition in English"));

  private KeyFigureTable() {}

  static Table of(List<KeyFigure> figures) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (KeyFigure figure : figures) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(figure.code());
      row.add(figure.zh());
      row.add(figure.en());
      BigDecimal value = figure.value();
      row.add(isCount(figure) && value != null ? value.longValue() : null);
      row.add(figure.unit() == KeyFigure.Unit.MONEY && value != null ? value.longValue() : null);
      row.add(figure.unit() == KeyFigure.Unit.RATIO ? value : null);
      row.add(figure.definitionZh());
      row.add(figure.definitionEn());
      rows.add(row);
    }
    return Table.listed("KEY_FIGURES", "关键指标", "Key figures", COLUMNS, rows);
  }

  private static boolean isCount(KeyFigure figure) {
    return switch (figure.unit()) {
      case COUNT, MILLIS -> true;
      case MONEY, RATIO -> false;
    };
  }
}
