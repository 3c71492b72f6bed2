package io.shanmen.server.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.insight.sheet.Column;
import io.shanmen.server.insight.sheet.Csv;
import io.shanmen.server.insight.sheet.Table;
import io.shanmen.server.insight.sheet.Workbook;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables as files that a spreadsheet opens as they are meant. */
class SheetTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Currency YUAN = Currency.getInstance("CNY");

  private static final Table TABLE =
      Table.summed(
          "T",
          "销售",
          "Sales",
          List.of(
              Column.text("name", "票种", "Type"),
              Column.count("tickets", "张数", "Tickets"),
              Column.money("amount", "金额", "Amount"),
              Column.ratio("rate", "比率", "Rate"),
              Column.time("at", "时间", "Time")),
          List.of(
              Arrays.asList(
                  "成人票,\"节\"",
                  2L,
                  12_345L,
                  new BigDecimal("0.2500"),
                  Instant.parse("2026-10-01T02:00:00Z")),
              Arrays.asList("=1+1", 1L, -5L, null, null),
              Arrays.asList("-2+3", 0L, -1L, null, null)));

  @Test
  void csvBeginsWithTheMarkAndHasHeadsInBothLanguagesAndSums() {
    String text = new String(new Csv(ZONE, YUAN).write(TABLE), StandardCharsets.UTF_8);
    assertThat(text.split("\r\n"))
        .containsExactly(
            "\uFEFF票种 Type,张数 Tickets,金额 Amount,比率 Rate,时间 Time",
            "\"成人票,\"\"节\"\"\",2,123.45,0.2500,2026-10-01 10:00:00",
            "'=1+1,1,-0.05,,",
            "'-2+3,0,-0.01,,",
            "合计 Total,3,123.39,,");
  }

  @Test
  void aWorkbookHasASheetForEachTable(@TempDir Path folder) throws IOException {
    byte[] bytes = new Workbook(ZONE, YUAN).write(List.of("云门山", "日报"), List.of(TABLE, TABLE));
    Path file = Files.write(folder.resolve("report.xlsx"), bytes);
    Map<String, String> parts = new HashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry part : zip.stream().toList()) {
        parts.put(
            part.getName(),
            new String(zip.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    assertThat(parts).containsKeys("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml");
    assertThat(parts.get("xl/worksheets/sheet1.xml")).contains("123.45");
  }
}
