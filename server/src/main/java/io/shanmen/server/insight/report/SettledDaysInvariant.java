package io.shanmen.server.insight.report;

import io.shanmen.server.foundation.Invariant;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Kept sums are those of the rows; a day to which something just happened waits to be renewed. */
@Component
class SettledDaysInvariant implements Invariant {

  private record Mark(LocalDate upTo, Instant checkedAt, String zone) {}

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
                different(sum, mark).stream()
                    .filter(day -> !touched.contains(day))
                    .forEach(day -> found.add(sum.table() + " of " + day));
              }
            });
    return found;
  }

  private Optional<Mark> mark() {
    return jdbc.sql("SELECT up_to, checked_at, zone FROM insight.settled, foundation.park")
        .query(
            (row, number) ->
                new Mark(
                    row.getObject("up_to", LocalDate.class),
                    row.getTimestamp("checked_at").toInstant(),
                    row.getString("zone")))
        .optional();
  }

  private Set<LocalDate> touched(Mark mark) {
    return new HashSet<>(
        jdbc.sql(SettledDays.TOUCHED)
            .param("since", Timestamp.from(mark.checkedAt().minus(SettledDays.OVERLAP)))
            .param("upTo", mark.upTo())
            .query((row, number) -> row.getObject(1, LocalDate.class))
            .list());
  }

  private List<LocalDate> different(DaySum sum, Mark mark) {
    return jdbc.sql(
            """
            WITH kept AS (SELECT * FROM {table}), made AS ({query})
            SELECT DISTINCT business_day FROM (
              (SELECT * FROM kept EXCEPT ALL SELECT * FROM made)
              UNION ALL
              (SELECT * FROM made EXCEPT ALL SELECT * FROM kept)
            ) d ORDER BY 1
            """
                .replace("{table}", sum.table())
                .replace("{query}", sum.query()))
        .param("first", LocalDate.EPOCH)
        .param("last", mark.upTo())
        .param("zone", mark.zone())
        .query((row, number) -> row.getObject(1, LocalDate.class))
        .list();
  }
}
