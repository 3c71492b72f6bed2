package io.shanmen.server.insight.report;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

/**
 * The business days that a report covers, both included.
 *
 * @param settled the last day whose sums are kept
 * @param zone in which hours are told
 */
record Span(LocalDate from, LocalDate to, LocalDate settled, ZoneId zone) {

  /** For questions about rows, which are read wherever they stand. */
  static Span ofRows(LocalDate from, LocalDate to, ZoneId zone) {
    return new Span(from, to, LocalDate.EPOCH, zone);
  }

  /** The named parameters of every query. */
  Map<String, Object> params() {
    return Map.of(
        "from",
        from,
        "to",
        to,
        "settledTo",
        settled.isBefore(to) ? settled : to,
        "openFrom",
        settled.isBefore(from) ? from : settled.plusDays(1),
        "zone",
        zone.getId());
  }
}
