package io.shanmen.server.capacity;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.catalog.Catalog;
import io.shanmen.server.catalog.PlacePool;
import io.shanmen.server.catalog.PlacePoolId;
import io.shanmen.server.foundation.ParkProfile;
import io.shanmen.server.identity.SignedIn;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How many places there are: on every day, and on days with a number of their own. */
@Component
class CapacitySettings {

  /** The longest span of days that is set or read at once. */
  static final int LIMIT_DAYS = 400;

  private static final LocalDate END_OF_TIME = LocalDate.of(9999, 12, 31);

  private final JdbcClient jdbc;
  private final Catalog catalog;
  private final ParkProfile park;
  private final Audit audit;
  private final InstantSource clock;

  CapacitySettings(
      JdbcClient jdbc, Catalog catalog, ParkProfile park, Audit audit, InstantSource clock) {
    this.jdbc = jdbc;
    this.catalog = catalog;
    this.park = park;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Days on which a number of places holds, both included.
   *
   * @param from the first
   * @param until the last
   */
  record Span(LocalDate from, LocalDate until) {

    boolean isSound() {
      return !until.isBefore(from) && ChronoUnit.DAYS.between(from, until) < LIMIT_DAYS;
    }
  }

  /** The places of one day in one slot. */
  record DayPlaces(
      LocalDate day,
      int slotNo,
      int capacity,
      boolean ownNumber,
      int held,
      int sold,
      int remaining) {}

  /** The places of the days that were opened, in order. */
  Outcome<List<DayPlaces>> days(PlacePoolId pool, Span span) {
    if (!span.isSound()) {
      return tooMany();
    }
    return Outcome.done(
        jdbc.sql(
                """
                SELECT wanted.day, slot, coalesce(p.capacity, s.capacity) AS capacity,
                  coalesce(p.own_number, false) AS own_number,
                  coalesce(p.held, 0) AS held, coalesce(p.sold, 0) AS sold
                FROM (
                  SELECT ?::uuid AS place_pool_id, day::date AS day
                  FROM generate_series(?::date, ?::date, interval '1 day') AS day
                ) wanted
                CROSS JOIN (
                  SELECT slot FROM capacity.standing WHERE place_pool_id = ?
                  UNION
                  SELECT slot FROM capacity.place WHERE place_pool_id = ?
                ) slots
                LEFT JOIN capacity.place p USING (place_pool_id, day, slot)
                LEFT JOIN capacity.standing s USING (place_pool_id, slot)
                WHERE p.capacity IS NOT NULL OR s.capacity IS NOT NULL
                ORDER BY wanted.day, slot
                """)
            .params(pool.value(), span.from(), span.until(), pool.value(), pool.value())
            .query(
                (row, number) -> {
                  Places places =
                      new Places(row.getInt("capacity"), row.getInt("held"), row.getInt("sold"));
                  return new DayPlaces(
                      row.getObject("day", LocalDate.class),
                      row.getInt("slot"),
                      places.capacity(),
                      row.getBoolean("own_number"),
                      places.held(),
                      places.sold(),
                      places.remaining());
                })
            .list());
  }

  /**
   * So many places of a pool in a slot.
   *
   * @param slotNo the slot, or {@link PlacePool#WHOLE_DAY}
   */
  record Wanted(PlacePoolId pool, int slotNo, int places) {}

  /** Sets how many places there are on every day that has no number of its own. */
  @Transactional
  Outcome<Wanted> setStanding(Wanted wanted, SignedIn who) {
    LocalDate today = park.park().dayOf(clock.instant()).date();
    return known(wanted)
        .then(known -> fits(known, new Span(today, END_OF_TIME), false))
        .map(
            fitting -> {
              jdbc.sql(
                      """
                      INSERT INTO capacity.standing (place_pool_id, slot, capacity)
                      VALUES (?, ?, ?)
                      ON CONFLICT (place_pool_id, slot) DO UPDATE
                      SET capacity = excluded.capacity
                      """)
                  .params(wanted.pool().value(), wanted.slotNo(), wanted.places())
                  .update();
              jdbc.sql(
                      """
                      UPDATE capacity.place SET capacity = ?
                      WHERE place_pool_id = ? AND slot = ? AND day >= ? AND NOT own_number
                      """)
                  .params(wanted.places(), wanted.pool().value(), wanted.slotNo(), today)
                  .update();
              log(wanted, Map.of("slotNo", wanted.slotNo(), "places", wanted.places()), who);
              return wanted;
            });
  }

  /** Gives days a number of places of their own. */
  @Transactional
  Outcome<Wanted> setDays(Wanted wanted, Span span, SignedIn who) {
    if (!span.isSound()) {
      return tooMany();
    }
    return known(wanted)
        .then(known -> fits(known, span, true))
        .map(
            fitting -> {
              jdbc.sql(
                      """
                      INSERT INTO capacity.place (place_pool_id, day, slot, capacity, own_number)
                      SELECT ?, day::date, ?, ?, true
                      FROM generate_series(?::date, ?::date, interval '1 day') AS day
                      ORDER BY day
                      ON CONFLICT (place_pool_id, day, slot) DO UPDATE
                      SET capacity = excluded.capacity, own_number = true
                      """)
                  .params(
                      wanted.pool().value(),
                      wanted.slotNo(),
                      wanted.places(),
                      span.from(),
                      span.until())
                  .update();
              Map<String, Object> facts =
                  Map.of(
                      "slotNo", wanted.slotNo(),
                      "places", wanted.places(),
                      "from", span.from().toString(),
                      "until", span.until().toString());
              log(wanted, facts, who);
              return wanted;
            });
  }

  private Outcome<Wanted> known(Wanted wanted) {
    PlacePool pool = catalog.placePools(List.of(wanted.pool())).get(wanted.pool());
    if (pool == null) {
      return Outcome.refused(CapacityProblem.PLACE_POOL_NOT_FOUND);
    }
    return pool.has(wanted.slotNo())
        ? Outcome.done(wanted)
        : Outcome.refused(CapacityProblem.SLOT_NOT_FOUND);
  }

  /** Refuses a number that is lower than what is taken already; the days stay locked. */
  private Outcome<Wanted> fits(Wanted wanted, Span span, boolean ownNumberToo) {
    record Taken(LocalDate day, int heads) {}
    return jdbc
        .sql(
            """
            SELECT day, held + sold AS taken FROM capacity.place
            WHERE place_pool_id = ? AND slot = ? AND day BETWEEN ? AND ?
              AND (? OR NOT own_number)
            ORDER BY place_pool_id, day, slot
            FOR UPDATE
            """)
        .params(wanted.pool().value(), wanted.slotNo(), span.from(), span.until(), ownNumberToo)
        .query(
            (row, number) -> new Taken(row.getObject("day", LocalDate.class), row.getInt("taken")))
        .list()
        .stream()
        .filter(taken -> taken.heads() > wanted.places())
        .findFirst()
        .<Outcome<Wanted>>map(
            taken ->
                Outcome.refused(
                    CapacityProblem.CAPACITY_BELOW_TAKEN,
                    Map.of("day", taken.day().toString(), "taken", taken.heads())))
        .orElseGet(() -> Outcome.done(wanted));
  }

  private void log(Wanted wanted, Map<String, Object> facts, SignedIn who) {
    audit.record(
        AuditEntry.done(
                who.actor(),
                "capacity.places_set",
                AuditSubject.of("place_pool", wanted.pool().value()))
            .after(Map.copyOf(facts)));
  }

  private static <T> Outcome<T> tooMany() {
    return Outcome.refused(Refusal.of(CapacityProblem.TOO_MANY_DAYS, "limit", LIMIT_DAYS));
  }
}
