package io.shanmen.server.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.transaction.support.TransactionTemplate;

/** What a room tells another arrives, though the listener fails or the server dies. */
@ParkIT
class EventsIT {

  private static final Duration LIMIT_OF_WAITING = Duration.ofSeconds(20);

  @Autowired ApplicationEventPublisher publisher;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;
  @Autowired Environment environment;
  @Autowired IncompleteEventPublications unfinished;

  @BeforeEach
  void aListenerThatWorks() {
    FragileListener.broken = false;
    FragileListener.HEARD.clear();
  }

  @Test
  void anEventThatWasDeliveredIsForgotten() {
    publish("开园");
    await(() -> FragileListener.HEARD.size() == 1 && waiting().isEmpty());
  }

  @Test
  void anEventWhoseListenerBrokeIsDeliveredOnceAfterARestart() {
    FragileListener.broken = true;
    publish("闸机换位");
    await(() -> waiting().equals(List.of("FAILED")));
    FragileListener.broken = false;

    restart();
    await(() -> waiting().isEmpty());
    restart();

    assertThat(FragileListener.HEARD).containsExactly("闸机换位");
  }

  private void publish(String what) {
    transaction.executeWithoutResult(
        status -> publisher.publishEvent(new FragileListener.SomethingHappened(what)));
  }

  private List<String> waiting() {
    return jdbc.sql("SELECT status FROM postgres.event_publication WHERE event_type LIKE ?")
        .param("%SomethingHappened")
        .query((row, number) -> row.getString("status"))
        .list();
  }

  /**
   * What the registry does when a server starts; a second server on one database is not let in, and
   * the first is shared by all tests.
   */
  private void restart() {
    assertThat(
            environment.getProperty(
                "spring.modulith.events.republish-outstanding-events-on-restart", Boolean.class))
        .isTrue();
    unfinished.resubmitIncompletePublications(event -> true);
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT_OF_WAITING.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting").isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
