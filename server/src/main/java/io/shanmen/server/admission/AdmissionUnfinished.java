package io.shanmen.server.admission;

import io.shanmen.server.foundation.Unfinished;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What passages must not stay for long; ended by {@link AdmissionJanitor}, journals by their gates.
 */
@Configuration(proxyBeanMethods = false)
class AdmissionUnfinished {

  @Bean
  Unfinished openPresentations() {
    return new Unfinished(
        "PASSAGE_UNCONFIRMED",
        "未确认的通行",
        "Passages not confirmed",
        Duration.ofMinutes(1),
        """
        SELECT count(*) AS number, min(expires_at) AS since
        FROM admission.presentation WHERE state = 'OPEN'
        """);
  }

  @Bean
  Unfinished unmergedEntries() {
    return new Unfinished(
        "JOURNAL_UNMERGED",
        "未并入的闸机流水",
        "Entries of gates not merged",
        Duration.ofMinutes(5),
        """
        SELECT count(*) AS number, min(e.received_at) AS since
        FROM admission.journal j JOIN admission.journal_entry e USING (journal_id)
        WHERE e.seq > j.ack_seq
        """);
  }
}
