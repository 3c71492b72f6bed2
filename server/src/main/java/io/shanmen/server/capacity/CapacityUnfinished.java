package io.shanmen.server.capacity;

import io.shanmen.server.foundation.Unfinished;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What places must not stay for long; ended by {@link CapacityJanitor}. */
@Configuration(proxyBeanMethods = false)
class CapacityUnfinished {

  @Bean
  Unfinished heldPlaces() {
    return new Unfinished(
        "PLACES_HELD",
        "占用未付的名额",
        "Places held and not paid",
        Duration.ofMinutes(1),
        """
        SELECT count(*) AS number, min(expires_at) AS since
        FROM capacity.claim WHERE state = 'HELD'
        """);
  }
}
