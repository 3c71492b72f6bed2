package io.shanmen.server.ordering;

import io.shanmen.server.foundation.Unfinished;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What orders must not stay for long; ended by {@link OrderingJanitor}. */
@Configuration(proxyBeanMethods = false)
class OrderingUnfinished {

  @Bean
  Unfinished parkedCarts() {
    return new Unfinished(
        "CART_PARKED",
        "未结的挂单",
        "Parked carts",
        Duration.ofMinutes(1),
        """
        SELECT count(*) AS number, min(expires_at) AS since
        FROM ordering.parked_cart WHERE state IN ('PARKED', 'RECALLED')
        """);
  }
}
