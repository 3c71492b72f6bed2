package io.shanmen.server.foundation;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.modulith.events.CompletedEventPublications;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Delivers the events that a crash kept from their listeners, and forgets those that arrived long
 * ago. A listener may hear an event twice and must not mind.
 */
@Component
class EventJanitor {

  /** An event younger than this may still be on its way. */
  private static final Duration ABANDONED_AFTER = Duration.ofMinutes(1);

  private static final Duration REMEMBERED_FOR = Duration.ofDays(7);

  private final IncompleteEventPublications unsent;
  private final CompletedEventPublications sent;

  EventJanitor(IncompleteEventPublications unsent, CompletedEventPublications sent) {
    this.unsent = unsent;
    this.sent = sent;
  }

  @Scheduled(fixedDelayString = "${shanmen.events.janitor-pause:30s}")
  void deliverAbandoned() {
    unsent.resubmitIncompletePublicationsOlderThan(ABANDONED_AFTER);
  }

  @Scheduled(
      initialDelayString = "${shanmen.events.forget-pause:1h}",
      fixedDelayString = "${shanmen.events.forget-pause:1h}")
  void forgetDelivered() {
    sent.deletePublicationsOlderThan(REMEMBERED_FOR);
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
