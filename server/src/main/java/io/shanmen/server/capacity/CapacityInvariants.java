package io.shanmen.server.capacity;

import io.shanmen.server.foundation.Invariant;
import io.shanmen.server.foundation.SqlInvariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What holds of places at every commit. */
@Configuration(proxyBeanMethods = false)
class CapacityInvariants {

  @Bean
  Invariant placesAreThoseOfTheClaims(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "I3: places held and sold are those of the claims, and never more than the capacity",
        """
        SELECT format('pool %s on %s slot %s: held %s sold %s of %s, claims held %s sold %s',
          p.place_pool_id, p.day, p.slot, p.held, p.sold, p.capacity,
          coalesce(c.held, 0), coalesce(c.sold, 0))
        FROM capacity.place p
        LEFT JOIN (
          SELECT place_pool_id, day, slot,
            sum(heads) FILTER (WHERE state = 'HELD') AS held,
            sum(heads - freed) FILTER (WHERE state IN ('SOLD', 'RETURNED')) AS sold
          FROM capacity.claim
          GROUP BY place_pool_id, day, slot
        ) c USING (place_pool_id, day, slot)
        WHERE p.held + p.sold > p.capacity
           OR p.held <> coalesce(c.held, 0)
           OR p.sold <> coalesce(c.sold, 0)
        """);
  }
}
