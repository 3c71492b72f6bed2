package io.shanmen.server.insight.report;

import io.shanmen.server.foundation.ParkProfile;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the sums of business days that are over, and makes those anew to which something happened
 * since: a gate that comes back brings yesterday's passages, and an old ticket is refunded. Of the
 * day after them, which is open, it keeps the sums of what only grows, up to some moment ago.
 */
@Component
class SettledDays {

  /** Whoever began to write before a moment has committed so long after it. */
  private static final Duration CALM = Duration.ofMinutes(10);

  /** So often more of the open day is kept: the rest that a report reads is no longer. */
  private static final Duration OPEN_DAY_EVERY = Duration.ofMinutes(10);

  /** What was written with an earlier time may become visible so much later. */
  static final Duration OVERLAP = Duration.ofMinutes(2);

  /**
   * Days to which something happened after a moment, as far as they are over. What becomes of a
   * ticket counts for the day of its sale and for that of its visit, its use only for the latter,
   * and how long people waited for the calendar day on which they showed it.
   */
  static final String TOUCHED =
      """
      WITH passed AS MATERIALIZED (
        SELECT business_day, ticket_no, request_id FROM admission.v_passages
        WHERE received_at > :since::timestamptz
      ), days AS (
        SELECT unnest(ARRAY[t.business_day, t.visit_day]) AS day
        FROM ticketing.v_ticket_changes c JOIN ticketing.v_tickets t USING (ticket_no)
        WHERE c.at > :since::timestamptz
          AND c.kind IN ('REFUNDED', 'VOIDED', 'REPRINTED', 'CODE_RENEWED', 'MOVED_TO_PHONE')
        UNION
        SELECT t.visit_day FROM passed p JOIN ticketing.v_tickets t USING (ticket_no)
        WHERE t.uses > 0
        UNION
        SELECT (r.at AT TIME ZONE :zone)::date
        FROM passed p JOIN admission.v_presentations r USING (request_id)
        UNION
        SELECT business_day FROM passed
        UNION
        SELECT business_day FROM admission.v_conflicts WHERE found_at > :since::timestamptz
      )
      SELECT day FROM days WHERE day <= :upTo::date ORDER BY day
      """;

  private record Mark(Kept kept, Instant checkedAt) {}

  private final JdbcClient jdbc;
  private final ParkProfile profile;
  private final InstantSource clock;

  SettledDays(JdbcClient jdbc, ParkProfile profile, InstantSource clock) {
    this.jdbc = jdbc;
    this.profile = profile;
    this.clock = clock;
  }

  /** How far sums are kept, in this transaction's eyes. */
  Kept kept() {
    return mark("").map(Mark::kept).orElse(Kept.NOTHING);
  }

  /**
   * Settles the next day that is over.
   *
   * @return whether there may be more
   */
  @Transactional
  public boolean settleNext() {
    LocalDate over = profile.park().dayOf(clock.instant().minus(CALM)).date().minusDays(1);
    Mark mark = mark("FOR UPDATE").or(this::begin).orElse(null);
    if (mark == null || !mark.kept().upTo().isBefore(over)) {
      return false;
    }
    LocalDate next = mark.kept().openDay();
    sum(next);
    jdbc.sql("UPDATE insight.settled SET up_to = ?, open_to = NULL").param(next).update();
    return next.isBefore(over);
  }

  /**
   * Keeps more of the open day. Its sums are made anew from its first row, so that nothing counts
   * twice, and what became visible later than it should have is missed no longer than until then.
   */
  @Transactional
  public void keepOpenDay() {
    Instant until = clock.instant().minus(CALM).truncatedTo(ChronoUnit.MICROS);
    mark("FOR UPDATE")
        .map(Mark::kept)
        .filter(kept -> profile.park().dayOf(until).date().equals(kept.openDay()))
        .filter(kept -> kept.openTo().filter(openTo -> isRecent(openTo, until)).isEmpty())
        .ifPresent(
            kept -> {
              sum(DaySum.growing(), kept.openDay(), Moments.before(until));
              setOpenTo(Timestamp.from(until));
            });
  }

  private static boolean isRecent(Instant openTo, Instant until) {
    return until.isBefore(openTo.plus(OPEN_DAY_EVERY));
  }

  /** Makes the sums of those days anew to which something happened. */
  @Transactional
  public void renew() {
    Optional<Mark> mark = mark("FOR UPDATE");
    if (mark.isPresent()) {
      Instant now = clock.instant();
      Kept kept = openAgain(mark.get().kept(), now);
      touched(kept, since(mark.get().checkedAt(), now)).forEach(this::sum);
      forgetWhatIsToCome(kept, now);
      jdbc.sql("UPDATE insight.settled SET checked_at = ?").param(Timestamp.from(now)).update();
    }
  }

  /**
   * A clock that was ahead settled days that are not over: they grow on, unnoticed by any touch.
   */
  private Kept openAgain(Kept kept, Instant now) {
    LocalDate over = profile.park().dayOf(now).date().minusDays(1);
    if (!kept.upTo().isAfter(over)) {
      return kept;
    }
    for (DaySum sum : DaySum.values()) {
      jdbc.sql("DELETE FROM " + sum.table() + " WHERE business_day > ?").param(over).update();
    }
    jdbc.sql("UPDATE insight.settled SET up_to = ?, open_to = NULL").param(over).update();
    return new Kept(over, Optional.empty());
  }

  /** A clock that was set back by more than the calm lets rows grow again that are kept already. */
  private void forgetWhatIsToCome(Kept kept, Instant now) {
    if (kept.openTo().filter(openTo -> openTo.plus(OVERLAP).isAfter(now)).isPresent()) {
      DaySum.growing().forEach(sum -> delete(sum, kept.openDay()));
      setOpenTo(null);
    }
  }

  private void setOpenTo(@Nullable Timestamp openTo) {
    jdbc.sql("UPDATE insight.settled SET open_to = ?::timestamptz").param(openTo).update();
  }

  private Optional<Mark> mark(String lock) {
    return jdbc.sql("SELECT up_to, open_to, checked_at FROM insight.settled " + lock)
        .query((row, number) -> new Mark(Kept.of(row), row.getTimestamp("checked_at").toInstant()))
        .optional();
  }

  /** The sums begin with the first day on which anybody bought, entered or showed a code. */
  private Optional<Mark> begin() {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            INSERT INTO insight.settled (up_to, checked_at)
            SELECT first - 1, ?::timestamptz
            FROM (SELECT least(
                    (SELECT min(business_day) FROM ordering.v_sale_lines),
                    (SELECT min(business_day) FROM admission.v_passages),
                    (SELECT (min(at) AT TIME ZONE ?)::date FROM admission.v_presentations)
                  ) AS first) f
            WHERE first IS NOT NULL
            ON CONFLICT DO NOTHING
            RETURNING up_to
            """)
        .param(Timestamp.from(now))
        .param(profile.park().zone().getId())
        .query((row, number) -> row.getObject("up_to", LocalDate.class))
        .optional()
        .map(upTo -> new Mark(new Kept(upTo, Optional.empty()), now));
  }

  private List<LocalDate> touched(Kept kept, Instant since) {
    return jdbc.sql(TOUCHED)
        .param("since", Timestamp.from(since))
        .param("upTo", kept.upTo())
        .param("zone", profile.park().zone().getId())
        .query((row, number) -> row.getObject(1, LocalDate.class))
        .list();
  }

  /** A clock that was set back must not hide what is written now. */
  private static Instant since(Instant checkedAt, Instant now) {
    return (checkedAt.isBefore(now) ? checkedAt : now).minus(OVERLAP);
  }

  private void sum(LocalDate day) {
    sum(List.of(DaySum.values()), day, Moments.ALL);
  }

  private void sum(List<DaySum> sums, LocalDate day, Moments moments) {
    ZoneId zone = profile.park().zone();
    for (DaySum sum : sums) {
      delete(sum, day);
      jdbc.sql("INSERT INTO " + sum.table() + " " + sum.query())
          .params(Map.of("first", day, "last", day, "zone", zone.getId()))
          .params(moments.params())
          .update();
    }
  }

  private void delete(DaySum sum, LocalDate day) {
    jdbc.sql("DELETE FROM " + sum.table() + " WHERE business_day = ?").param(day).update();
  }
}
