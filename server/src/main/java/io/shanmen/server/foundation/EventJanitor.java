package io.shanmen.server.foundation;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Delivers again the events whose listener failed or that a crash kept from it; those that arrived
 * are deleted at once. A listener may hear an event twice, or late, and must not mind.
 */
@Component
class EventJanitor {

  /** An event younger than this may still be on its way. */
  private static final Duration ABANDONED_AFTER = Duration.ofMinutes(1);

  private final IncompleteEventPublications unsent;

  EventJanitor(IncompleteEventPublications unsent) {
    this.unsent = unsent;
  }

  @Scheduled(fixedDelayString = "${shanmen.events.janitor-pause:30s}")
  void deliverAbandoned() {
    unsent.resubmitIncompletePublicationsOlderThan(ABANDONED_AFTER);
  }

  @Bean
  static Unfinished unsentEvents() {
    return new Unfinished(
        "EVENT_UNSENT",
        "未送达的内部事件",
        "Events between rooms not delivered",
        Duration.ofMinutes(5),
        """
        SELECT count(*) AS number, min(publication_date) AS since
        FROM postgres.event_publication WHERE completion_date IS NULL
        """);
  }
}
