package io.shanmen.server.terminal;

import io.shanmen.server.foundation.Unfinished;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What terminals must not stay for long; {@link Enrolments} and people end them. */
@Configuration(proxyBeanMethods = false)
class TerminalUnfinished {

  @Bean
  Unfinished requestsOpen() {
    return new Unfinished(
        "TERMINAL_REQUESTED",
        "等待批准的电脑",
        "Computers that wait for approval",
        Duration.ofHours(24),
        """
        SELECT count(*) AS number, min(asked_at) AS since
        FROM terminal.terminal WHERE state = 'REQUESTED'
        """);
  }
}
