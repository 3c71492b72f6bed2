package io.shanmen.server.admission.gates;

import io.shanmen.server.admission.GateStatus;
import io.shanmen.server.admission.GateStatus.Health;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Knows how the gates are. A heartbeat costs no statement: the last one of each gate is kept in
 * memory, and written now and then so that a restarted server knows since when a gate is silent.
 */
@Component
public class GateHealth {

  /** A gate that is silent for longer is offline. */
  static final Duration SILENCE_LIMIT = Duration.ofSeconds(5);

  /** A clock that is off by more is reported. */
  static final Duration SKEW_LIMIT = Duration.ofSeconds(2);

  private record Last(
      UUID gateId,
      Instant seenAt,
      String mode,
      String program,
      long skewMillis,
      boolean clockPlausible,
      @Nullable Instant listAsOf,
      long unsynced,
      long lastSeq,
      List<String> faults) {}

  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final Gates gates;
  private final Map<UUID, Last> lasts = new ConcurrentHashMap<>();
  private volatile boolean loaded;

  GateHealth(JdbcClient jdbc, InstantSource clock, Gates gates) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.gates = gates;
  }

  /** Takes note of a heartbeat. */
  public void heard(UUID gateId, Heartbeat heartbeat) {
    load();
    Instant now = clock.instant();
    List<String> faults =
        heartbeat.parts().stream()
            .filter(part -> part.state().equals("FAULT"))
            .map(part -> part.text() == null ? part.part() : part.part() + ": " + part.text())
            .toList();
    lasts.put(
        gateId,
        new Last(
            gateId,
            now,
            heartbeat.mode(),
            heartbeat.program(),
            Duration.between(now, heartbeat.at()).toMillis(),
            heartbeat.clockPlausible(),
            heartbeat.listAsOf(),
            heartbeat.unsynced(),
            heartbeat.lastSeq(),
            faults));
  }

  /** All gates and how they are, by number. */
  public List<GateStatus> all() {
    load();
    Instant now = clock.instant();
    return gates.all().stream().map(gate -> status(gate, lasts.get(gate.id()), now)).toList();
  }

  private static GateStatus status(Gate gate, @Nullable Last last, Instant now) {
    return new GateStatus(
        gate.id(),
        gate.no(),
        gate.name(),
        gate.checkpointNo(),
        gate.direction(),
        gate.orderedMode(),
        health(gate, last, now),
        last == null ? null : last.seenAt(),
        last == null ? null : last.mode(),
        last == null ? null : last.program(),
        last == null ? 0 : last.skewMillis(),
        last == null || last.listAsOf() == null
            ? null
            : Math.max(0, Duration.between(last.listAsOf(), now).toSeconds()),
        last == null ? 0 : last.unsynced(),
        last == null ? List.of() : last.faults());
  }

  private static Health health(Gate gate, @Nullable Last last, Instant now) {
    if (gate.revoked()) {
      return Health.REVOKED;
    }
    if (last == null || last.seenAt().plus(SILENCE_LIMIT).isBefore(now)) {
      return Health.OFFLINE;
    }
    if (!last.faults().isEmpty()) {
      return Health.FAULT;
    }
    if (!last.clockPlausible() || Math.abs(last.skewMillis()) > SKEW_LIMIT.toMillis()) {
      return Health.SKEWED;
    }
    return last.mode().equals("ONLINE") ? Health.ONLINE : Health.DEGRADED;
  }

  /** Writes what is in memory, all gates in one statement. */
  @Transactional
  public void save() {
    List<Last> all = List.copyOf(lasts.values());
    if (all.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            INSERT INTO admission.gate_health (gate_id, seen_at, mode, program, skew_millis,
              clock_plausible, list_as_of, unsynced, last_seq, parts)
            SELECT * FROM unnest(?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::bigint[],
              ?::boolean[], ?::timestamptz[], ?::bigint[], ?::bigint[], ?::text[])
            ON CONFLICT (gate_id) DO UPDATE
            SET seen_at = excluded.seen_at, mode = excluded.mode, program = excluded.program,
                skew_millis = excluded.skew_millis, clock_plausible = excluded.clock_plausible,
                list_as_of = excluded.list_as_of, unsynced = excluded.unsynced,
                last_seq = excluded.last_seq, parts = excluded.parts
            """)
        .params(
            all.stream().map(Last::gateId).toArray(UUID[]::new),
            all.stream().map(last -> Timestamp.from(last.seenAt())).toArray(Timestamp[]::new),
            all.stream().map(Last::mode).toArray(String[]::new),
            all.stream().map(Last::program).toArray(String[]::new),
            all.stream().map(Last::skewMillis).toArray(Long[]::new),
            all.stream().map(Last::clockPlausible).toArray(Boolean[]::new),
            all.stream().map(last -> timestamp(last.listAsOf())).toArray(Timestamp[]::new),
            all.stream().map(Last::unsynced).toArray(Long[]::new),
            all.stream().map(Last::lastSeq).toArray(Long[]::new),
            all.stream().map(last -> String.join("\n", last.faults())).toArray(String[]::new))
        .update();
  }

  /** Forgets what is kept in memory. */
  public void forget() {
    lasts.clear();
    loaded = false;
  }

  private void load() {
    if (!loaded) {
      jdbc.sql("SELECT * FROM admission.gate_health")
          .query(GateHealth::row)
          .list()
          .forEach(last -> lasts.putIfAbsent(last.gateId(), last));
      loaded = true;
    }
  }

  private static Last row(ResultSet row, int number) throws SQLException {
    Timestamp listAsOf = row.getTimestamp("list_as_of");
    return new Last(
        row.getObject("gate_id", UUID.class),
        row.getTimestamp("seen_at").toInstant(),
        row.getString("mode"),
        row.getString("program"),
        row.getLong("skew_millis"),
        row.getBoolean("clock_plausible"),
        listAsOf == null ? null : listAsOf.toInstant(),
        row.getLong("unsynced"),
        row.getLong("last_seq"),
        Arrays.stream(row.getString("parts").split("\n")).filter(text -> !text.isEmpty()).toList());
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant moment) {
    return moment == null ? null : Timestamp.from(moment);
  }
}
