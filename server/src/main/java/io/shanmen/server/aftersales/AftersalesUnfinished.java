package io.shanmen.server.aftersales;

import io.shanmen.server.foundation.Unfinished;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What refunds must not stay for long; payments are freed by {@link RefundJanitor}, the rest waits
 * for people.
 */
@Configuration(proxyBeanMethods = false)
class AftersalesUnfinished {

  @Bean
  Unfinished paymentsBegun() {
    return new Unfinished(
        "REFUND_EXECUTING",
        "付款中断的退票",
        "Refunds whose payment was begun",
        Duration.ofMinutes(3),
        """
        SELECT count(*) AS number, min(executed_at) AS since
        FROM aftersales.refund WHERE state = 'EXECUTING'
        """);
  }

  @Bean
  Unfinished refundsWaiting() {
    return new Unfinished(
        "REFUND_WAITING",
        "等待处理的退票",
        "Refunds that wait for a decision or for payment",
        Duration.ofHours(1),
        """
        SELECT count(*) AS number, min(requested_at) AS since
        FROM aftersales.refund WHERE state IN ('REQUESTED', 'APPROVED', 'FAILED')
        """);
  }
}
