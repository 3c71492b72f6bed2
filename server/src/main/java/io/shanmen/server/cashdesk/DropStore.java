package io.shanmen.server.cashdesk;

import io.shanmen.server.identity.OperatorNames;
import io.shanmen.server.identity.SignedIn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and writes drops and other movements of cash. */
@Component
class DropStore {

  private static final String DROP =
      """
      SELECT drop_id, shift_id, number, amount_minor, denominations, state, offered_by,
        offered_at, received_by, received_at
      FROM cashdesk.cash_drop
      """;

  /** A drop and who offered it. */
  record Stored(DropSlip slip, UUID offeredBy) {}

  /**
   * Cash that came in or went out for another reason than a sale.
   *
   * @param movementId made by the client
   * @param paidIn true if it came in
   * @param amountMinor how much
   * @param reason why
   */
  record Movement(UUID movementId, boolean paidIn, long amountMinor, String reason) {}

  private final JdbcClient jdbc;
  private final OperatorNames names;
  private final CashLines lines;

  DropStore(JdbcClient jdbc, OperatorNames names, CashLines lines) {
    this.jdbc = jdbc;
    this.names = names;
    this.lines = lines;
  }

  Optional<Stored> lock(UUID dropId) {
    return jdbc.sql(DROP + "WHERE drop_id = ? FOR UPDATE")
        .param(dropId)
        .query(this::stored)
        .optional();
  }

  List<DropSlip> ofShift(ShiftId shift) {
    return slips(jdbc.sql(DROP + "WHERE shift_id = ? ORDER BY number").param(shift.value()));
  }

  List<DropSlip> offered() {
    return slips(jdbc.sql(DROP + "WHERE state = 'OFFERED' ORDER BY offered_at"));
  }

  void offer(DropSlip drop, SignedIn offerer) {
    jdbc.sql(
            """
            INSERT INTO cashdesk.cash_drop
              (drop_id, shift_id, number, amount_minor, denominations, state, offered_by,
               offered_at)
            VALUES (?, ?, ?, ?, ?::jsonb, 'OFFERED', ?, ?)
            """)
        .params(
            drop.dropId(),
            drop.shiftId(),
            drop.number(),
            drop.amountMinor(),
            lines.write(drop.lines()),
            offerer.operatorId(),
            utc(drop.offeredAt()))
        .update();
  }

  void receive(UUID dropId, SignedIn receiver, Instant now) {
    jdbc.sql(
            """
            UPDATE cashdesk.cash_drop
            SET state = 'RECEIVED', received_by = ?, received_at = ?
            WHERE drop_id = ?
            """)
        .params(receiver.operatorId(), utc(now), dropId)
        .update();
  }

  void cancel(UUID dropId) {
    jdbc.sql("UPDATE cashdesk.cash_drop SET state = 'CANCELLED' WHERE drop_id = ?")
        .param(dropId)
        .update();
  }

  Optional<Movement> movement(UUID movementId) {
    return jdbc.sql(
            """
            SELECT movement_id, kind, amount_minor, reason FROM cashdesk.movement
            WHERE movement_id = ?
            """)
        .param(movementId)
        .query(
            (row, number) ->
                new Movement(
                    row.getObject("movement_id", UUID.class),
                    row.getString("kind").equals(DrawerReason.PAID_IN.name()),
                    row.getLong("amount_minor"),
                    row.getString("reason")))
        .optional();
  }

  void move(ShiftId shift, Movement movement, SignedIn who, Instant now) {
    jdbc.sql(
            """
            INSERT INTO cashdesk.movement
              (movement_id, shift_id, kind, amount_minor, reason, operator_id, moved_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            movement.movementId(),
            shift.value(),
            (movement.paidIn() ? DrawerReason.PAID_IN : DrawerReason.PAID_OUT).name(),
            movement.amountMinor(),
            movement.reason(),
            who.operatorId(),
            utc(now))
        .update();
  }

  private List<DropSlip> slips(JdbcClient.StatementSpec sql) {
    return sql.query(this::stored).list().stream().map(Stored::slip).toList();
  }

  private Stored stored(ResultSet row, int number) throws SQLException {
    @Nullable OffsetDateTime receivedAt = row.getObject("received_at", OffsetDateTime.class);
    DropSlip slip =
        new DropSlip(
            row.getObject("drop_id", UUID.class),
            row.getObject("shift_id", UUID.class),
            row.getInt("number"),
            row.getLong("amount_minor"),
            lines.read(row.getString("denominations")),
            DropSlip.State.valueOf(row.getString("state")),
            names.of(row.getObject("offered_by", UUID.class)),
            row.getObject("offered_at", OffsetDateTime.class).toInstant(),
            names.ofOrNone(row.getObject("received_by", UUID.class)),
            receivedAt == null ? null : receivedAt.toInstant());
    return new Stored(slip, row.getObject("offered_by", UUID.class));
  }

  private static OffsetDateTime utc(Instant moment) {
    return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
  }
}
