package io.shanmen.server.admission.park;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.server.admission.AdmissionProblem;
import io.shanmen.server.admission.AdmissionSettings;
import io.shanmen.server.admission.InPark;
import io.shanmen.server.admission.InParkChanged;
import io.shanmen.server.foundation.ParkProfile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts the people in the park, day by day (R22): those who came in less those who left, whichever
 * is reported first, and never less than none. When the business day ends, who is still "inside"
 * becomes its residual, a counting error.
 */
@Component
public class Occupancy {

  /** The part of the instant capacity that one correction may change (R28), in percent. */
  static final int CORRECTION_LIMIT_PERCENT = 5;

  /** Where no capacity is set, one correction may change so much. */
  static final int CORRECTION_LIMIT_PEOPLE = 50;

  /**
   * Part of a statement: counts the people of a relation {@code flow (business_day, ins, outs, at)}
   * with one row for each day, and gives the days' rows, for {@link #row} and {@link #counted}.
   */
  public static final String COUNT_FLOW =
      """
      INSERT INTO admission.occupancy AS o (business_day, ins, outs, peak, peak_at)
      SELECT business_day, ins, outs, greatest(ins - outs, 0), at FROM flow ORDER BY business_day
      ON CONFLICT (business_day) DO UPDATE
      SET ins = o.ins + excluded.ins,
          outs = o.outs + excluded.outs,
          peak = greatest(o.peak, o.ins + excluded.ins - o.outs - excluded.outs + o.corrections),
          peak_at = CASE
            WHEN o.ins + excluded.ins - o.outs - excluded.outs + o.corrections > o.peak
            THEN excluded.peak_at ELSE o.peak_at END,
          residual = CASE WHEN o.closed_at IS NULL THEN NULL ELSE
            o.ins + excluded.ins - o.outs - excluded.outs + o.corrections END
      RETURNING *
      """;

  /** A correction by staff (R28), by the id that its client made. */
  public record Correction(UUID requestId, int delta, String reason) {}

  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final ParkProfile profile;
  private final SettingsStore settings;
  private final ApplicationEventPublisher events;
  private volatile @Nullable InPark known;

  /** Goes up whenever what is known changes: what was read before that is older. */
  private volatile long changes;

  Occupancy(
      JdbcClient jdbc,
      InstantSource clock,
      ParkProfile profile,
      SettingsStore settings,
      ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.profile = profile;
    this.settings = settings;
    this.events = events;
  }

  /** How many people are in the park now. */
  public InPark now() {
    BusinessDay today = today();
    InPark cached = known;
    if (cached != null && cached.day().equals(today)) {
      return cached;
    }
    long before = changes;
    return keepFirst(load(today).orElse(InPark.empty(today)), before);
  }

  /** Whether nobody new may enter (R25). */
  public boolean isFull() {
    AdmissionSettings limits = settings.settings();
    InPark inPark = now();
    return (limits.instantCapacity() > 0 && inPark.people() >= limits.instantCapacity())
        || (limits.dayCapacity() > 0 && inPark.ins() >= limits.dayCapacity());
  }

  /** Tells of days whose people were counted in this transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void counted(List<InPark> days) {
    days.forEach(this::publish);
  }

  /**
   * Corrects the count (R28), starting from what people see: exits too many are forgotten by it.
   * The same request again gives the same answer.
   */
  @Transactional
  public Outcome<InPark> correct(Correction correction, UUID operatorId) {
    int limit = correctionLimit();
    if (correction.delta() == 0 || Math.abs(correction.delta()) > limit) {
      return Outcome.refused(AdmissionProblem.CORRECTION_TOO_LARGE, Map.of("limit", limit));
    }
    BusinessDay today = today();
    Instant at = clock.instant();
    int written =
        jdbc.sql(
                """
                INSERT INTO admission.correction
                  (request_id, business_day, delta, reason, operator_id, at)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (request_id) DO NOTHING
                """)
            .params(
                correction.requestId(),
                today.date(),
                correction.delta(),
                correction.reason(),
                operatorId,
                Timestamp.from(at))
            .update();
    if (written == 0) {
      return repeated(correction);
    }
    jdbc.sql(
            """
            INSERT INTO admission.occupancy (business_day) VALUES (?)
            ON CONFLICT (business_day) DO NOTHING
            """)
        .param(today.date())
        .update();
    Optional<InPark> after =
        jdbc.sql(
                """
                UPDATE admission.occupancy
                SET corrections = corrections + :delta - least(ins - outs + corrections, 0),
                    peak = greatest(peak, greatest(ins - outs + corrections, 0) + :delta),
                    peak_at = CASE WHEN greatest(ins - outs + corrections, 0) + :delta > peak
                      THEN :now ELSE peak_at END
                WHERE business_day = :day
                  AND greatest(ins - outs + corrections, 0) + :delta >= 0
                RETURNING *
                """)
            .param("day", today.date())
            .param("delta", correction.delta())
            .param("now", Timestamp.from(at))
            .query(Occupancy::row)
            .optional();
    if (after.isEmpty()) {
      jdbc.sql("DELETE FROM admission.correction WHERE request_id = ?")
          .param(correction.requestId())
          .update();
      return Outcome.refused(
          AdmissionProblem.CORRECTION_BELOW_ZERO, Map.of("inPark", now().people()));
    }
    publish(after.get());
    return Outcome.done(after.get());
  }

  private Outcome<InPark> repeated(Correction correction) {
    boolean same =
        jdbc.sql(
                """
                SELECT count(*) = 1 FROM admission.correction
                WHERE request_id = ? AND delta = ? AND reason = ?
                """)
            .params(correction.requestId(), correction.delta(), correction.reason())
            .query(Boolean.class)
            .single();
    return same ? Outcome.done(now()) : Outcome.refused(AdmissionProblem.REQUEST_CONFLICT);
  }

  /** How many people one correction may add or take away (R28). */
  public int correctionLimit() {
    int capacity = settings.settings().instantCapacity();
    return capacity == 0
        ? CORRECTION_LIMIT_PEOPLE
        : Math.max(1, capacity * CORRECTION_LIMIT_PERCENT / 100);
  }

  /**
   * Closes the days before today: who is still "inside" is their residual (R22). Days that a clock
   * ahead closed are open again.
   */
  @Transactional
  public void closePastDays() {
    jdbc.sql(
            """
            UPDATE admission.occupancy SET closed_at = NULL, residual = NULL
            WHERE business_day >= ? AND closed_at IS NOT NULL
            """)
        .param(today().date())
        .update();
    jdbc.sql(
            """
            UPDATE admission.occupancy
            SET closed_at = ?, residual = ins - outs + corrections
            WHERE business_day < ? AND closed_at IS NULL
            """)
        .params(Timestamp.from(clock.instant()), today().date())
        .update();
  }

  /** Forgets what is kept in memory. */
  public synchronized void forget() {
    known = null;
    changes++;
  }

  private BusinessDay today() {
    return profile.park().dayOf(clock.instant());
  }

  private Optional<InPark> load(BusinessDay day) {
    return jdbc.sql("SELECT * FROM admission.occupancy WHERE business_day = ?")
        .param(day.date())
        .query(Occupancy::row)
        .optional();
  }

  private void publish(InPark after) {
    if (!after.day().equals(today())) {
      return;
    }
    events.publishEvent(new InParkChanged(after.day(), after.people(), clock.instant()));
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          /** When the connection is lost at the commit, nobody knows whether these people count. */
          @Override
          public void afterCompletion(int status) {
            if (status == STATUS_COMMITTED) {
              keep(after);
            } else {
              forget();
            }
          }
        });
  }

  /**
   * Two writers may get here in the other order than they committed. Of passages there are ever
   * more; which of two corrections is the later one only the database knows.
   */
  private synchronized void keep(InPark after) {
    InPark cached = known;
    changes++;
    if (cached == null || !cached.day().equals(after.day()) || passed(cached) < passed(after)) {
      known = after;
    } else if (passed(cached) == passed(after)) {
      known = null;
    }
  }

  /** What was counted while it was read is newer. */
  private synchronized InPark keepFirst(InPark read, long before) {
    InPark cached = known;
    if (cached != null && cached.day().equals(read.day())) {
      return cached;
    }
    if (changes == before) {
      known = read;
    }
    return read;
  }

  private static long passed(InPark inPark) {
    return inPark.ins() + inPark.outs();
  }

  /** A row of the table. */
  public static InPark row(ResultSet row, int number) throws SQLException {
    long ins = row.getLong("ins");
    long outs = row.getLong("outs");
    long corrections = row.getLong("corrections");
    long people = ins - outs + corrections;
    Timestamp peakAt = row.getTimestamp("peak_at");
    return new InPark(
        new BusinessDay(row.getObject("business_day", LocalDate.class)),
        Math.max(0, people),
        ins,
        outs,
        corrections,
        Math.max(0, -people),
        row.getLong("peak"),
        peakAt == null ? null : peakAt.toInstant());
  }
}
