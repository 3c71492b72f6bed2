package io.shanmen.server.audit;

import io.shanmen.server.foundation.Unfinished;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the audit log must not stay for long; ended by {@link Chainer}. */
@Configuration(proxyBeanMethods = false)
class AuditUnfinished {

  @Bean
  Unfinished unchained() {
    return new Unfinished(
        "AUDIT_UNCHAINED",
        "未入链的审计记录",
        "Audit entries not chained",
        Duration.ofMinutes(2),
        """
        SELECT count(*) AS number, min(e.at) AS since
        FROM audit.unchained u JOIN audit.entry e USING (entry_id)
        """);
  }
}
