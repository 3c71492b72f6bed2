package io.shanmen.server.ticketing;

import io.shanmen.server.foundation.Unfinished;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What tickets must not stay for long; print jobs are ended by {@link PrintJanitor}. */
@Configuration(proxyBeanMethods = false)
class TicketingUnfinished {

  @Bean
  Unfinished printing() {
    return new Unfinished(
        "PRINT_JOB_SENDING",
        "未结束的打印",
        "Print jobs that have not ended",
        Duration.ofMinutes(15),
        """
        SELECT count(*) AS number, min(started_at) AS since
        FROM ticketing.print_job WHERE state = 'SENDING'
        """);
  }

  @Bean
  Unfinished unprinted() {
    return new Unfinished(
        "TICKET_UNPRINTED",
        "未打印或打印失败的票",
        "Tickets not on paper",
        Duration.ofHours(1),
        """
        SELECT count(*) AS number, min(issued_at) AS since
        FROM ticketing.ticket
        WHERE print_state <> 'PRINTED' AND state IN ('ISSUED', 'PARTIALLY_USED')
        """);
  }
}
