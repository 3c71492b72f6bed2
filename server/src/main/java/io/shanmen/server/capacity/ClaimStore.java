package io.shanmen.server.capacity;

import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.server.catalog.PlacePoolId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads and writes places and claims in sets. Rows are locked claims first, then places, each in
 * the order of their keys, so that sets never wait for each other in a circle.
 */
@Component
class ClaimStore {

  private static final String CLAIM =
      """
      SELECT hold_id, place_pool_id, day, slot, heads, state, returned, freed, expires_at
      FROM capacity.claim
      """;

  private static final String WANTED_PLACES =
      """
      SELECT p.place_pool_id, p.day, p.slot, p.capacity, p.held, p.sold
      FROM capacity.place p
      JOIN unnest(?::uuid[], ?::text[]::date[], ?::int[]) AS wanted (place_pool_id, day, slot)
        USING (place_pool_id, day, slot)
      ORDER BY p.place_pool_id, p.day, p.slot
      """;

  private final JdbcClient jdbc;

  ClaimStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Map<HoldId, Claim> lockClaims(Collection<HoldId> ids) {
    return jdbc
        .sql(CLAIM + "WHERE hold_id = ANY (?::uuid[]) ORDER BY hold_id FOR UPDATE")
        .param(ids.stream().map(HoldId::value).toArray(UUID[]::new))
        .query(ClaimStore::claim)
        .stream()
        .collect(Collectors.toMap(claim -> claim.hold().id(), Function.identity()));
  }

  /** Claims that lapsed, passing over those that somebody is selling at this moment. */
  Map<HoldId, Claim> lockLapsed(Instant now, int limit) {
    return jdbc
        .sql(
            CLAIM
                + """
                WHERE state = 'HELD' AND expires_at <= ?
                ORDER BY hold_id
                LIMIT ?
                FOR UPDATE SKIP LOCKED
                """)
        .param(OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
        .param(limit)
        .query(ClaimStore::claim)
        .stream()
        .collect(Collectors.toMap(claim -> claim.hold().id(), Function.identity()));
  }

  /** The places that are open, locked; days that nobody claimed before come into being here. */
  Map<Place, Places> lockPlaces(Collection<Place> places) {
    Map<Place, Places> found = readPlaces(WANTED_PLACES + "FOR UPDATE OF p", places);
    Set<Place> missing = new TreeSet<>(places);
    missing.removeAll(found.keySet());
    if (!missing.isEmpty()) {
      openByStanding(missing);
      found.putAll(readPlaces(WANTED_PLACES + "FOR UPDATE OF p", missing));
    }
    return found;
  }

  private void openByStanding(Collection<Place> wanted) {
    List<Place> places = List.copyOf(wanted);
    jdbc.sql(
            """
                INSERT INTO capacity.place (place_pool_id, day, slot, capacity)
                SELECT s.place_pool_id, wanted.day, s.slot, s.capacity
                FROM unnest(?::uuid[], ?::text[]::date[], ?::int[])
                  AS wanted (place_pool_id, day, slot)
                JOIN capacity.standing s USING (place_pool_id, slot)
                ORDER BY s.place_pool_id, wanted.day, s.slot
                ON CONFLICT DO NOTHING
                """)
        .param(pools(places))
        .param(days(places))
        .param(slots(places))
        .update();
  }

  /** The places of these days as they stand, with the standing number where none was claimed. */
  Map<Place, Places> places(Collection<Place> places) {
    return readPlaces(
        """
        SELECT wanted.place_pool_id, wanted.day, wanted.slot,
          coalesce(p.capacity, s.capacity) AS capacity,
          coalesce(p.held, 0) AS held, coalesce(p.sold, 0) AS sold
        FROM unnest(?::uuid[], ?::text[]::date[], ?::int[])
          AS wanted (place_pool_id, day, slot)
        LEFT JOIN capacity.place p USING (place_pool_id, day, slot)
        LEFT JOIN capacity.standing s USING (place_pool_id, slot)
        WHERE p.capacity IS NOT NULL OR s.capacity IS NOT NULL
        """,
        places);
  }

  /** Writes what the book decided, in one statement. */
  void write(PlaceBook book) {
    if (book.changedPlaces().isEmpty()
        && book.newClaims().isEmpty()
        && book.changedClaims().isEmpty()) {
      return;
    }
    List<Place> places = List.copyOf(book.changedPlaces().keySet());
    List<Places> counts = List.copyOf(book.changedPlaces().values());
    List<Claim> fresh = List.copyOf(book.newClaims());
    List<Place> wanted = fresh.stream().map(claim -> claim.hold().place()).toList();
    List<Claim> changed = List.copyOf(book.changedClaims());
    jdbc.sql(
            """
            WITH counted AS (
              UPDATE capacity.place p
              SET held = now.held, sold = now.sold
              FROM unnest(?::uuid[], ?::text[]::date[], ?::int[], ?::int[], ?::int[])
                AS now (place_pool_id, day, slot, held, sold)
              WHERE (p.place_pool_id, p.day, p.slot) = (now.place_pool_id, now.day, now.slot)
            ), claimed AS (
              INSERT INTO capacity.claim
                (hold_id, place_pool_id, day, slot, heads, state, returned, freed, expires_at)
              SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::text[]::date[], ?::int[], ?::int[],
                ?::text[], ?::int[], ?::int[], ?::text[]::timestamptz[])
            )
            UPDATE capacity.claim c
            SET state = now.state, returned = now.returned, freed = now.freed
            FROM unnest(?::uuid[], ?::text[], ?::int[], ?::int[])
              AS now (hold_id, state, returned, freed)
            WHERE c.hold_id = now.hold_id
            """)
        .param(pools(places))
        .param(days(places))
        .param(slots(places))
        .param(counts.stream().map(Places::held).toArray(Integer[]::new))
        .param(counts.stream().map(Places::sold).toArray(Integer[]::new))
        .param(ids(fresh))
        .param(pools(wanted))
        .param(days(wanted))
        .param(slots(wanted))
        .param(fresh.stream().map(claim -> claim.hold().heads()).toArray(Integer[]::new))
        .param(states(fresh))
        .param(fresh.stream().map(Claim::returned).toArray(Integer[]::new))
        .param(fresh.stream().map(Claim::freed).toArray(Integer[]::new))
        .param(
            fresh.stream().map(claim -> claim.hold().expiresAt().toString()).toArray(String[]::new))
        .param(ids(changed))
        .param(states(changed))
        .param(changed.stream().map(Claim::returned).toArray(Integer[]::new))
        .param(changed.stream().map(Claim::freed).toArray(Integer[]::new))
        .update();
  }

  private Map<Place, Places> readPlaces(String sql, Collection<Place> wanted) {
    if (wanted.isEmpty()) {
      return new HashMap<>();
    }
    List<Place> places = List.copyOf(new TreeSet<>(wanted));
    Map<Place, Places> found = new HashMap<>();
    jdbc.sql(sql)
        .param(pools(places))
        .param(days(places))
        .param(slots(places))
        .query(
            row -> {
              found.put(
                  place(row),
                  new Places(row.getInt("capacity"), row.getInt("held"), row.getInt("sold")));
            });
    return found;
  }

  private static Claim claim(ResultSet row, int number) throws SQLException {
    Hold hold =
        new Hold(
            new HoldId(row.getObject("hold_id", UUID.class)),
            place(row),
            row.getInt("heads"),
            HoldState.valueOf(row.getString("state")),
            row.getObject("expires_at", OffsetDateTime.class).toInstant());
    return new Claim(hold, row.getInt("returned"), row.getInt("freed"));
  }

  private static Place place(ResultSet row) throws SQLException {
    return new Place(
        new PlacePoolId(row.getObject("place_pool_id", UUID.class)),
        new BusinessDay(row.getObject("day", LocalDate.class)),
        row.getInt("slot"));
  }

  private static UUID[] ids(List<Claim> claims) {
    return claims.stream().map(claim -> claim.hold().id().value()).toArray(UUID[]::new);
  }

  private static String[] states(List<Claim> claims) {
    return claims.stream().map(claim -> claim.hold().state().name()).toArray(String[]::new);
  }

  private static UUID[] pools(List<Place> places) {
    return places.stream().map(place -> place.pool().value()).toArray(UUID[]::new);
  }

  private static String[] days(List<Place> places) {
    return places.stream().map(place -> place.day().toString()).toArray(String[]::new);
  }

  private static Integer[] slots(List<Place> places) {
    return places.stream().map(Place::slot).toArray(Integer[]::new);
  }
}
