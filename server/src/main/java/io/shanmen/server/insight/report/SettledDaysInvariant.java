package io.shanmen.server.insight.report;

import io.shanmen.server.foundation.Invariant;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Kept sums are those of the rows; a day to which something just happened waits to be renewed, and
 * of the open day only growing rows up to a moment are kept.
 */
@Component
class SettledDaysInvariant implements Invariant {

  private record Mark(Kept kept, Instant checkedAt, ZoneId zone) {

    /** The days that are kept whole. */
    Span whole() {
      return Span.ofRows(LocalDate.EPOCH, kept.upTo(), zone);
    }

    Span openDay() {
      return Span.ofRows(kept.openDay(), kept.openDay(), zone);
    }
  }

  private final JdbcClient jdbc;

  SettledDaysInvariant(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String statement() {
    return "what is kept of days that are over is what their rows add up to";
  }

  @Override
  public List<String> violations() {
    List<String> found = new ArrayList<>();
    mark()
        .ifPresent(
            mark -> {
              Set<LocalDate> touched = touched(mark);
              for (DaySum sum : DaySum.values()) {
                different(sum, mark.whole(), Moments.ALL).stream()
                    .filter(day -> !touched.contains(day))
                    .forEach(day -> found.add(sum.table() + " of " + day));
              }
              mark.kept()
                  .openTo()
                  .ifPresent(openTo -> found.addAll(ofTheOpenDay(mark, Moments.before(openTo))));
            });
    return found;
  }

  private List<String> ofTheOpenDay(Mark mark, Moments moments) {
    return DaySum.growing().stream()
        .flatMap(
            sum ->
                different(sum, mark.openDay(), moments).stream()
                    .map(day -> sum.table() + " of " + day + " up to " + moments.until()))
        .toList();
  }

  private Optional<Mark> mark() {
    return jdbc.sql("SELECT up_to, open_to, checked_at, zone FROM insight.settled, foundation.park")
        .query(
            (row, number) ->
                new Mark(
                    Kept.of(row),
                    row.getTimestamp("checked_at").toInstant(),
                    ZoneId.of(row.getString("zone"))))
        .optional();
  }

  private Set<LocalDate> touched(Mark mark) {
    return new HashSet<>(
        jdbc.sql(SettledDays.TOUCHED)
            .param("since", Timestamp.from(mark.checkedAt().minus(SettledDays.OVERLAP)))
            .param("upTo", mark.kept().upTo())
            .param("zone", mark.zone().getId())
            .query((row, number) -> row.getObject(1, LocalDate.class))
            .list());
  }

  private List<LocalDate> different(DaySum sum, Span days, Moments moments) {
    return jdbc.sql(
            """
            WITH kept AS (SELECT * FROM {table} WHERE business_day BETWEEN :first AND :last),
                 made AS ({query})
            SELECT DISTINCT business_day FROM (
              (SELECT * FROM kept EXCEPT ALL SELECT * FROM made)
              UNION ALL
              (SELECT * FROM made EXCEPT ALL SELECT * FROM kept)
            ) d ORDER BY 1
            """
                .replace("{table}", sum.table())
                .replace("{query}", sum.query()))
        .param("first", days.from())
        .param("last", days.to())
        .param("zone", days.zone().getId())
        .params(moments.params())
        .query((row, number) -> row.getObject(1, LocalDate.class))
        .list();
  }
}
