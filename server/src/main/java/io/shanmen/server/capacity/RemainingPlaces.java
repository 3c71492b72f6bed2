package io.shanmen.server.capacity;

import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.server.catalog.PlacePoolId;
import io.shanmen.server.catalog.PlacesLeft;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells the catalogue how many places are left. */
@Component
class RemainingPlaces implements PlacesLeft {

  private final JdbcClient jdbc;

  RemainingPlaces(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Map<PlacePoolId, Map<Integer, Integer>> on(
      BusinessDay day, Collection<PlacePoolId> pools) {
    Map<PlacePoolId, Map<Integer, Integer>> left = new HashMap<>();
    if (pools.isEmpty()) {
      return left;
    }
    jdbc.sql(
            """
            SELECT place_pool_id, slot,
              coalesce(p.capacity - p.held - p.sold, s.capacity) AS remaining
            FROM (SELECT * FROM capacity.place WHERE day = ?) p
            FULL JOIN capacity.standing s USING (place_pool_id, slot)
            WHERE place_pool_id = ANY (?::uuid[])
            """)
        .param(day.date())
        .param(pools.stream().map(PlacePoolId::value).toArray(UUID[]::new))
        .query(
            row -> {
              left.computeIfAbsent(
                      new PlacePoolId(row.getObject("place_pool_id", UUID.class)),
                      pool -> new HashMap<>())
                  .put(row.getInt("slot"), row.getInt("remaining"));
            });
    return left;
  }
}
