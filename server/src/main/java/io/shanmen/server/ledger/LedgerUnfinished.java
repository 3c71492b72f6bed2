package io.shanmen.server.ledger;

import io.shanmen.server.foundation.Unfinished;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What amounts must not stay for long; ended by {@link LedgerJanitor}. */
@Configuration(proxyBeanMethods = false)
class LedgerUnfinished {

  @Bean
  Unfinished heldAmounts() {
    return new Unfinished(
        "AMOUNT_HELD",
        "冻结未结的金额",
        "Amounts held in the ledger",
        Duration.ofMinutes(1),
        """
        SELECT count(*) AS number, min(h.expires_at) AS since
        FROM ledger.transfer h
        WHERE h.type = 'HOLD'
          AND NOT EXISTS (SELECT 1 FROM ledger.transfer x WHERE x.hold_id = h.transfer_id)
        """);
  }
}
