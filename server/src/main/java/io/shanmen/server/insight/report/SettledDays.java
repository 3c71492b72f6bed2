package io.shanmen.server.insight.report;

import io.shanmen.server.foundation.ParkProfile;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the sums of business days that are over, and makes those anew to which something happened
 * since: a gate that comes back brings yesterday's passages, and an old ticket is refunded.
 */
@Component
class SettledDays {

  /** Whoever began to write before the day's end has committed so long after it. */
  private static final Duration CALM = Duration.ofMinutes(10);

  /** What was written with an earlier time may become visible so much later. */
  static final Duration OVERLAP = Duration.ofMinutes(2);

  /** Days to which something happened after a moment, as far as they are over. */
  static final String TOUCHED =
      """
      WITH passed AS MATERIALIZED (
        SELECT business_day, ticket_no FROM admission.v_passages
        WHERE received_at > :since::timestamptz
      ), changed AS (
        SELECT ticket_no FROM ticketing.v_ticket_changes
        WHERE at > :since::timestamptz AND kind NOT IN ('PRINTED', 'PRINT_FAILED')
        UNION
        SELECT ticket_no FROM passed WHERE ticket_no IS NOT NULL
      ), days AS (
        SELECT unnest(ARRAY[t.business_day, t.visit_day]) AS day
        FROM changed c JOIN ticketing.v_tickets t USING (ticket_no)
        UNION
        SELECT business_day FROM passed
        UNION
        SELECT business_day FROM admission.v_conflicts WHERE found_at > :since::timestamptz
      )
      SELECT day FROM days WHERE day <= :upTo::date ORDER BY day
      """;

  private record Mark(LocalDate upTo, Instant checkedAt) {}

  private final JdbcClient jdbc;
  private final ParkProfile profile;
  private final InstantSource clock;

  SettledDays(JdbcClient jdbc, ParkProfile profile, InstantSource clock) {
    this.jdbc = jdbc;
    this.profile = profile;
    this.clock = clock;
  }

  /** The last day whose sums are kept; a day before all others where there is none. */
  LocalDate upTo() {
    return mark("").map(Mark::upTo).orElse(LocalDate.EPOCH);
  }

  /**
   * Settles the next day that is over.
   *
   * @return whether there may be more
   */
  @Transactional
  public boolean settleNext() {
    ZoneId zone = profile.park().zone();
    LocalDate over = profile.park().dayOf(clock.instant().minus(CALM)).date().minusDays(1);
    Mark mark = mark("FOR UPDATE").or(this::begin).orElse(null);
    if (mark == null || !mark.upTo().isBefore(over)) {
      return false;
    }
    LocalDate next = mark.upTo().plusDays(1);
    sum(List.of(next), zone);
    jdbc.sql("UPDATE insight.settled SET up_to = ?").param(next).update();
    return next.isBefore(over);
  }

  /** Makes the sums of those days anew to which something happened. */
  @Transactional
  public void renew() {
    Optional<Mark> mark = mark("FOR UPDATE");
    if (mark.isPresent()) {
      Instant now = clock.instant();
      sum(touched(mark.get()), profile.park().zone());
      jdbc.sql("UPDATE insight.settled SET checked_at = ?").param(Timestamp.from(now)).update();
    }
  }

  private Optional<Mark> mark(String lock) {
    return jdbc.sql("SELECT up_to, checked_at FROM insight.settled " + lock)
        .query(
            (row, number) ->
                new Mark(
                    row.getObject("up_to", LocalDate.class),
                    row.getTimestamp("checked_at").toInstant()))
        .optional();
  }

  /** The sums begin with the first day on which anything was sold. */
  private Optional<Mark> begin() {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            INSERT INTO insight.settled (up_to, checked_at)
            SELECT first - 1, ?::timestamptz
            FROM (SELECT min(business_day) AS first FROM ordering.v_sale_lines) s
            WHERE first IS NOT NULL
            ON CONFLICT DO NOTHING
            RETURNING up_to
            """)
        .param(Timestamp.from(now))
        .query((row, number) -> new Mark(row.getObject("up_to", LocalDate.class), now))
        .optional();
  }

  private List<LocalDate> touched(Mark mark) {
    return jdbc.sql(TOUCHED)
        .param("since", Timestamp.from(since(mark)))
        .param("upTo", mark.upTo())
        .query((row, number) -> row.getObject(1, LocalDate.class))
        .list();
  }

  /** A clock that was set back must not hide what is written now. */
  private Instant since(Mark mark) {
    Instant now = clock.instant();
    return (mark.checkedAt().isBefore(now) ? mark.checkedAt() : now).minus(OVERLAP);
  }

  private void sum(List<LocalDate> days, ZoneId zone) {
    for (DaySum sum : DaySum.values()) {
      for (LocalDate day : days) {
        jdbc.sql("DELETE FROM " + sum.table() + " WHERE business_day = ?").param(day).update();
        jdbc.sql("INSERT INTO " + sum.table() + " " + sum.query())
            .params(Map.of("first", day, "last", day, "zone", zone.getId()))
            .update();
      }
    }
  }
}
