package io.shanmen.server.postgres;

import java.time.Duration;
import org.springframework.modulith.events.FailedEventPublications;
import org.springframework.modulith.events.ResubmissionOptions;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Delivers events again whose listener failed while the server runs; those of a server that died
 * are delivered when it starts. A listener may thus hear of the same thing twice, or late.
 */
@Component
class UnfinishedEvents {

  private static final Duration MINIMUM_AGE = Duration.ofSeconds(30);

  private final FailedEventPublications failed;

  UnfinishedEvents(FailedEventPublications failed) {
    this.failed = failed;
  }

  @Scheduled(
      initialDelayString = "${shanmen.events.deliver-again-every:30s}",
      fixedDelayString = "${shanmen.events.deliver-again-every:30s}")
  void deliverAgain() {
    failed.resubmit(ResubmissionOptions.defaults().withMinAge(MINIMUM_AGE));
  }
}
