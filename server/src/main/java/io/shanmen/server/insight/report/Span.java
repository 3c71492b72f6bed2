package io.shanmen.server.insight.report;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/**
 * The business days of which sums or rows are read, both included.
 *
 * @param zone in which hours are told
 * @param rest of each sum asked for, what is not kept, as {@link DaySum#rest()} gives it
 */
record Span(LocalDate from, LocalDate to, ZoneId zone, Map<DaySum, String> rest) {

  Span {
    rest = Map.copyOf(rest);
  }

  /** For questions about rows, which are read wherever they stand. */
  static Span ofRows(LocalDate from, LocalDate to, ZoneId zone) {
    return new Span(from, to, zone, Map.of());
  }

  /** The named parameters of every query. */
  Map<String, Object> params() {
    Map<String, Object> params = new HashMap<>();
    params.put("from", from);
    params.put("to", to);
    params.put("zone", zone.getId());
    rest.forEach((sum, rows) -> params.put(sum.parameter(), rows));
    return params;
  }
}
