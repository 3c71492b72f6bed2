package io.shanmen.server.insight.report;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

/**
 * The business days that a report covers, both included.
 *
 * @param zone in which hours are told
 */
record Span(LocalDate from, LocalDate to, ZoneId zone) {

  /** The named parameters of every query. */
  Map<String, Object> params() {
    return Map.of("from", from, "to", to, "zone", zone.getId());
  }
}
