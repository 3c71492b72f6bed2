package io.shanmen.server.insight.report;

import io.shanmen.server.foundation.ParkProfile;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes sums of days ready to select: kept ones, and the rest, read once from the rooms. */
@Component
class DaySums {

  private final JdbcClient jdbc;
  private final SettledDays settled;
  private final ParkProfile profile;

  DaySums(JdbcClient jdbc, SettledDays settled, ParkProfile profile) {
    this.jdbc = jdbc;
    this.settled = settled;
    this.profile = profile;
  }

  /** Makes kept sums anew to which something happened since. */
  void renew() {
    settled.renew();
  }

  /**
   * A span of which these sums can be selected. It is asked for in a transaction that sees one
   * snapshot, so that what is kept and the rest fit together.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Span read(LocalDate from, LocalDate to, Collection<DaySum> sums) {
    ZoneId zone = profile.park().zone();
    Kept kept = settled.kept();
    LocalDate first = kept.upTo().isBefore(from) ? from : kept.openDay();
    Map<DaySum, String> rest = new EnumMap<>(DaySum.class);
    for (DaySum sum : sums) {
      rest.put(
          sum,
          jdbc.sql(sum.rest())
              .params(Map.of("first", first, "last", to, "zone", zone.getId()))
              .params(kept.rest().params())
              .query(String.class)
              .single());
    }
    return new Span(from, to, zone, rest);
  }
}
