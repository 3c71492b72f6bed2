package io.shanmen.server.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An event whose listener a crash kept from hearing it is heard after all. */
@ParkIT
class EventJanitorIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Autowired EventJanitor janitor;
  @Autowired JdbcClient jdbc;

  @Test
  void aRevocationThatWasCommittedBeforeAKillReachesTheGates() throws InterruptedException {
    UUID gate = UUID.randomUUID();
    jdbc.sql(
            """
            INSERT INTO terminal.terminal
              (terminal_id, name, kind, state, public_key, checkpoint, asked_at)
            VALUES (?, '1号闸机', 'GATE', 'REVOKED', '\\x00', 1, now())
            """)
        .param(gate)
        .update();
    jdbc.sql(
            """
            INSERT INTO admission.gate (gate_id, no, name, direction, ordered_mode)
            VALUES (?, 1, '1号闸机', 'BOTH', 'NORMAL')
            """)
        .param(gate)
        .update();
    leaveAsAKillDoes(gate);

    janitor.deliverAbandoned();

    long end = System.nanoTime() + PATIENCE.toNanos();
    while (isUnsent() && System.nanoTime() < end) {
      Thread.sleep(Duration.ofMillis(50));
    }
    assertThat(isUnsent()).as("the event is still unsent").isFalse();
    assertThat(
            jdbc.sql("SELECT revoked FROM admission.gate WHERE gate_id = ?")
                .param(gate)
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  private void leaveAsAKillDoes(UUID gate) {
    jdbc.sql(
            """
            INSERT INTO postgres.event_publication
              (id, listener_id, event_type, serialized_event, publication_date, status,
               completion_attempts)
            VALUES (gen_random_uuid(),
              'io.shanmen.server.admission.gates.Gates.on(io.shanmen.server.terminal.TerminalRevoked)',
              'io.shanmen.server.terminal.TerminalRevoked', ?, now() - interval '1 year',
              'PROCESSING', 1)
            """)
        .param(
            "{\"terminalId\":\"%s\",\"kind\":\"GATE\",\"at\":\"2026-10-01T02:00:00Z\"}"
                .formatted(gate))
        .update();
  }

  private boolean isUnsent() {
    return jdbc.sql("SELECT count(*) FROM postgres.event_publication WHERE completion_date IS NULL")
            .query(Long.class)
            .single()
        > 0;
  }
}
