package io.shanmen.server.cashdesk;

import io.shanmen.server.foundation.Unfinished;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What shifts must not stay for long; people end them. */
@Configuration(proxyBeanMethods = false)
class CashDeskUnfinished {

  @Bean
  Unfinished shiftsOpen() {
    return new Unfinished(
        "SHIFT_NOT_CLOSED",
        "未结的班次",
        "Shifts not closed",
        Duration.ofHours(24),
        """
        SELECT count(*) AS number, min(opened_at) AS since
        FROM cashdesk.shift WHERE z_number IS NULL
        """);
  }

  @Bean
  Unfinished differencesNotExamined() {
    return new Unfinished(
        "DIFFERENCE_NOT_EXAMINED",
        "财务未复核的大额长短款",
        "Large differences not examined",
        Duration.ofHours(72),
        """
        SELECT count(*) AS number, min(closed_at) AS since
        FROM cashdesk.shift s WHERE state = 'CLOSED_WITH_EXCEPTION'
          AND NOT EXISTS (SELECT FROM cashdesk.examination e WHERE e.shift_id = s.shift_id)
        """);
  }

  @Bean
  Unfinished dropsOffered() {
    return new Unfinished(
        "DROP_OFFERED",
        "未签收的解款",
        "Drops not received",
        Duration.ofHours(2),
        """
        SELECT count(*) AS number, min(offered_at) AS since
        FROM cashdesk.cash_drop WHERE state = 'OFFERED'
        """);
  }
}
