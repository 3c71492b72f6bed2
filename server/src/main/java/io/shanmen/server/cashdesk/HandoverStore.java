package io.shanmen.server.cashdesk;

import io.shanmen.server.cashdesk.ShiftLeftovers.Leftover;
import io.shanmen.server.identity.OperatorNames;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of handovers. */
@Component
class HandoverStore {

  private static final TypeReference<List<Leftover>> LEFTOVERS = new TypeReference<>() {};

  private static final String HANDOVER =
      """
      SELECT h.from_shift, h.leftovers, h.outgoing_id, h.incoming_id, h.signed_at, h.taker_id
      FROM cashdesk.handover h
      """;

  /** A handover and who has it now. */
  record Stored(Handover handover, UUID takerId) {}

  private final JdbcClient jdbc;
  private final OperatorNames names;
  private final JsonMapper json;

  HandoverStore(JdbcClient jdbc, OperatorNames names, JsonMapper json) {
    this.jdbc = jdbc;
    this.names = names;
    this.json = json;
  }

  void insert(Shift from, List<Leftover> leftovers, UUID incomingId, Instant now) {
    jdbc.sql(
            """
            INSERT INTO cashdesk.handover
              (from_shift, terminal_id, leftovers, outgoing_id, incoming_id, signed_at, taker_id)
            VALUES (?, ?, ?::jsonb, ?, ?, ?, ?)
            """)
        .params(
            from.id().value(),
            from.till().terminalId(),
            json.writeValueAsString(leftovers),
            from.till().operatorId(),
            incomingId,
            OffsetDateTime.ofInstant(now, ZoneOffset.UTC),
            incomingId)
        .update();
  }

  /** What this shift leaves. */
  Optional<Handover> leftBy(ShiftId shift) {
    return jdbc.sql(HANDOVER + "WHERE h.from_shift = ?")
        .param(shift.value())
        .query(this::stored)
        .optional()
        .map(Stored::handover);
  }

  /** What waits for the next shift at a drawer; locked, so that one person takes it. */
  Optional<Stored> lockWaiting(UUID terminalId) {
    return waiting(terminalId, "FOR UPDATE OF h");
  }

  /** The same, to be looked at. */
  Optional<Stored> waiting(UUID terminalId) {
    return waiting(terminalId, "");
  }

  private Optional<Stored> waiting(UUID terminalId, String lock) {
    return jdbc.sql(
            HANDOVER
                + """
                JOIN cashdesk.shift s ON s.shift_id = h.from_shift AND s.z_number IS NOT NULL
                WHERE h.terminal_id = ? AND h.to_shift IS NULL
                """
                + lock)
        .param(terminalId)
        .query(this::stored)
        .optional();
  }

  void setTaker(UUID fromShift, UUID takerId) {
    jdbc.sql("UPDATE cashdesk.handover SET taker_id = ? WHERE from_shift = ?")
        .params(takerId, fromShift)
        .update();
  }

  /** From now on what was left is the next shift's. */
  void take(UUID fromShift, ShiftId next) {
    jdbc.sql("UPDATE cashdesk.handover SET to_shift = ? WHERE from_shift = ?")
        .params(next.value(), fromShift)
        .update();
  }

  /** The shift goes on selling: what it leaves is seen at its close. */
  void withdraw(ShiftId shift) {
    jdbc.sql("DELETE FROM cashdesk.handover WHERE from_shift = ?").param(shift.value()).update();
  }

  /** A shift and all that handed something over to it, or to one that did. */
  Set<ShiftId> chainOf(ShiftId shift) {
    return new HashSet<>(
        jdbc.sql(
                """
                WITH RECURSIVE chain (shift_id) AS (
                  SELECT ?::uuid
                  UNION
                  SELECT h.from_shift FROM cashdesk.handover h JOIN chain c ON h.to_shift = c.shift_id
                )
                SELECT shift_id FROM chain
                """)
            .param(shift.value())
            .query((row, number) -> new ShiftId(row.getObject("shift_id", UUID.class)))
            .list());
  }

  private Stored stored(ResultSet row, int number) throws SQLException {
    return new Stored(
        new Handover(
            row.getObject("from_shift", UUID.class),
            names.of(row.getObject("outgoing_id", UUID.class)),
            names.of(row.getObject("incoming_id", UUID.class)),
            row.getObject("signed_at", OffsetDateTime.class).toInstant(),
            names.of(row.getObject("taker_id", UUID.class)),
            json.readValue(row.getString("leftovers"), LEFTOVERS)),
        row.getObject("taker_id", UUID.class));
  }
}
