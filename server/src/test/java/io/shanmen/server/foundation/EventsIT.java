package io.shanmen.server.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.ShanmenServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/** What a room tells another arrives, though the listener fails or the server dies. */
@ParkIT
class EventsIT {

  private static final Duration LIMIT_OF_WAITING = Duration.ofSeconds(20);

  @TempDir Path folder;
  @Autowired ApplicationEventPublisher publisher;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;
  @Autowired Environment environment;

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
  void anEventWhoseListenerBrokeIsDeliveredOnceAfterARestart() throws IOException {
    FragileListener.broken = true;
    publish("闸机换位");
    await(() -> waiting().equals(List.of("FAILED")));
    FragileListener.broken = false;

    try (ConfigurableApplicationContext restarted = restart()) {
      assertThat(restarted.isRunning()).isTrue();
      await(() -> waiting().isEmpty());
    }
    try (ConfigurableApplicationContext again = restart()) {
      assertThat(again.isRunning()).isTrue();
    }

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

  /** Another server on the same database and a copy of its data folder, as after the first died. */
  private ConfigurableApplicationContext restart() throws IOException {
    Path data = Files.createTempDirectory(folder, "data");
    FileSystemUtils.copyRecursively(Path.of(environment.getRequiredProperty("shanmen.data")), data);
    Map<String, String> settings =
        Stream.of("shanmen.db.url", "shanmen.db.user", "shanmen.db.password")
            .collect(Collectors.toMap(name -> name, environment::getRequiredProperty));
    return new SpringApplicationBuilder(ShanmenServer.class)
        .initializers(
            context ->
                TestPropertyValues.of(
                        settings.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue()))
                    .and(
                        "shanmen.data=" + data,
                        "server.port=0",
                        "server.ssl.enabled=false",
                        "shanmen.test=true",
                        "shanmen.audit.in-background=false")
                    .applyTo(context))
        .sources(ParkITConfiguration.class)
        .run();
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT_OF_WAITING.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting").isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
