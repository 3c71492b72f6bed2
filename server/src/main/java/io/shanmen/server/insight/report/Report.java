package io.shanmen.server.insight.report;

import io.shanmen.server.insight.sheet.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A report, ready to be shown or printed.
 *
 * @param period how long its time is
 * @param from its first business day
 * @param to its last business day
 * @param heading what stands above it
 * @param completeness whether all gates have reported
 * @param keyFigures the key figures
 * @param tables the tables
 */
public record Report(
    Period period,
    LocalDate from,
    LocalDate to,
    Heading heading,
    Completeness completeness,
    List<KeyFigure> keyFigures,
    List<Table> tables) {

  /**
   * What stands above a report.
   *
   * @param parkZh the park's Chinese name
   * @param parkEn its English name
   * @param titleZh the report's title in Chinese
   * @param titleEn the same in English
   * @param printedBy who asked for it
   * @param asOf of when it is
   * @param currency of all money in it, which is in minor units
   */
  public record Heading(
      String parkZh,
      String parkEn,
      String titleZh,
      String titleEn,
      String printedBy,
      Instant asOf,
      String currency) {

    List<String> lines() {
      return List.of(
          parkZh + " " + parkEn,
          titleZh + " " + titleEn,
          "制表 Printed by " + printedBy + " · " + asOf);
    }
  }

  /**
   * Whether all gates have reported: passages of one that has not are missing.
   *
   * @param gates how many gates there are
   * @param synced how many of them are in touch with nothing left to upload
   * @param unsynced journal entries that wait, as far as gates have said
   */
  public record Completeness(int gates, int synced, long unsynced) {}
}
