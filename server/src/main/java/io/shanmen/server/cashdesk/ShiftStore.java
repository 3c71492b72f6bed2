package io.shanmen.server.cashdesk;

import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.server.foundation.Park;
import io.shanmen.server.foundation.ParkProfile;
import io.shanmen.server.identity.OperatorNames;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and writes shifts, their submissions and their drawers. */
@Component
class ShiftStore {

  /** When cash must be dropped, unless the park sets another limit (R4): 5,000 yuan. */
  static final long USUAL_DROP_LIMIT_MINOR = 500_000;

  private static final String SHIFT =
      """
      SELECT s.shift_id, s.operator_id, s.terminal_id, s.business_day, s.state, s.opened_at, s.closed_at, s.expected_minor, s.counted_minor, s.band, s.z_number
      FROM cashdesk.shift s
      """;

  private static final String UNCLOSED = "s.state IN ('OPEN', 'COUNTING')";

  private static final String UNEXAMINED =
      """
       OR s.state = 'CLOSED_WITH_EXCEPTION'
         AND NOT EXISTS (SELECT FROM cashdesk.examination e WHERE e.shift_id = s.shift_id)
      """;

  /** An open shift and the limit of its drawer. */
  record Locked(Shift shift, long dropLimitMinor) {}

  /**
   * A submission of a blind count.
   *
   * @param countId made by the client
   * @param number 1 or 2
   * @param countedMinor the sum of its lines
   */
  record Submission(UUID countId, int number, long countedMinor) {}

  /** Who accepted a difference, and why. */
  record Acceptance(UUID acceptedBy, String reason) {}

  private final JdbcClient jdbc;
  private final ParkProfile park;
  private final OperatorNames names;
  private final CashLines lines;

  ShiftStore(JdbcClient jdbc, ParkProfile park, OperatorNames names, CashLines lines) {
    this.jdbc = jdbc;
    this.names = names;
    this.park = park;
    this.lines = lines;
  }

  Optional<Shift> find(ShiftId id) {
    return jdbc.sql(SHIFT + "WHERE s.shift_id = ?").param(id.value()).query(this::shift).optional();
  }

  Optional<Shift> lock(ShiftId id) {
    return jdbc.sql(SHIFT + "WHERE s.shift_id = ? FOR UPDATE")
        .param(id.value())
        .query(this::shift)
        .optional();
  }

  Optional<Shift> unclosedOf(Till till) {
    return jdbc.sql(SHIFT + "WHERE s.operator_id = ? AND s.terminal_id = ? AND " + UNCLOSED)
        .params(till.operatorId(), till.terminalId())
        .query(this::shift)
        .optional();
  }

  /** True if the operator or the drawer has a shift that is not closed (R1). */
  boolean isTaken(Till till) {
    return jdbc.sql(
            "SELECT count(*) FROM cashdesk.shift s WHERE (s.operator_id = ? OR s.terminal_id = ?)"
                + " AND "
                + UNCLOSED)
        .params(till.operatorId(), till.terminalId())
        .query((row, number) -> row.getInt(1) > 0)
        .single();
  }

  /** The open shifts of these tills, locked so that none of them can begin to close. */
  Map<Till, Locked> lockOpen(Collection<Till> tills) {
    List<Till> wanted = List.copyOf(tills);
    Map<Till, Locked> found = new HashMap<>();
    jdbc.sql(
            """
            SELECT s.shift_id, s.operator_id, s.terminal_id, s.business_day,
              s.state, s.opened_at, s.closed_at, s.expected_minor, s.counted_minor, s.band,
              s.z_number, d.drop_limit_minor
            FROM cashdesk.shift s
            JOIN cashdesk.drawer d USING (terminal_id)
            JOIN unnest(?::uuid[], ?::uuid[]) AS t (operator_id, terminal_id)
              ON (s.operator_id, s.terminal_id) = (t.operator_id, t.terminal_id)
            WHERE s.state = 'OPEN'
            ORDER BY s.shift_id
            FOR SHARE OF s
            """)
        .param(wanted.stream().map(Till::operatorId).toArray(UUID[]::new))
        .param(wanted.stream().map(Till::terminalId).toArray(UUID[]::new))
        .query(
            row -> {
              Shift shift = shift(row, 0);
              found.put(shift.till(), new Locked(shift, row.getLong("drop_limit_minor")));
            });
    return found;
  }

  /** The shifts of a day, and those of any day with which somebody still has to do something. */
  List<Shift> ofDay(BusinessDay day) {
    return jdbc.sql(
            SHIFT + "WHERE s.business_day = ? OR " + UNCLOSED + UNEXAMINED + "ORDER BY s.opened_at")
        .param(day.date())
        .query(this::shift)
        .list();
  }

  void insert(Shift shift, UUID floatId) {
    jdbc.sql(
            """
            INSERT INTO cashdesk.drawer (terminal_id, drop_limit_minor) VALUES (?, ?)
            ON CONFLICT DO NOTHING
            """)
        .params(shift.till().terminalId(), USUAL_DROP_LIMIT_MINOR)
        .update();
    jdbc.sql(
            """
            INSERT INTO cashdesk.shift
              (shift_id, float_id, operator_id, terminal_id, business_day, state, opened_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            shift.id().value(),
            floatId,
            shift.till().operatorId(),
            shift.till().terminalId(),
            shift.businessDay().date(),
            shift.state().name(),
            utc(shift.openedAt()))
        .update();
  }

  UUID floatOf(ShiftId id) {
    return jdbc.sql("SELECT float_id FROM cashdesk.shift WHERE shift_id = ?")
        .param(id.value())
        .query((row, number) -> row.getObject("float_id", UUID.class))
        .single();
  }

  void setState(ShiftId id, ShiftState state, Instant now) {
    jdbc.sql(
            """
            UPDATE cashdesk.shift
            SET state = ?, counting_at = CASE WHEN ? = 'COUNTING' THEN ?::timestamptz END,
              duty_officer_id = NULL
            WHERE shift_id = ?
            """)
        .params(state.name(), state.name(), utc(now), id.value())
        .update();
  }

  /** Notes who is there while the drawer is counted; forgotten if the shift goes on (R9). */
  void setDutyOfficer(ShiftId id, UUID officerId) {
    jdbc.sql("UPDATE cashdesk.shift SET duty_officer_id = ? WHERE shift_id = ?")
        .params(officerId, id.value())
        .update();
  }

  /** Whether the park wants a duty officer at the count, and none has come yet (R9). */
  boolean lacksDutyOfficer(ShiftId id) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM cashdesk.settings WHERE duty_officer_needed)
              AND duty_officer_id IS NULL
            FROM cashdesk.shift WHERE shift_id = ?
            """)
        .param(id.value())
        .query((row, number) -> row.getBoolean(1))
        .single();
  }

  Optional<String> dutyOfficer(ShiftId id) {
    return jdbc.sql(
            """
            SELECT duty_officer_id FROM cashdesk.shift
            WHERE shift_id = ? AND duty_officer_id IS NOT NULL
            """)
        .param(id.value())
        .query((row, number) -> names.of(row.getObject("duty_officer_id", UUID.class)))
        .optional();
  }

  List<Submission> submissions(ShiftId id) {
    return jdbc.sql(
            """
            SELECT count_id, number, counted_minor FROM cashdesk.submission
            WHERE shift_id = ? ORDER BY number
            """)
        .param(id.value())
        .query(
            (row, number) ->
                new Submission(
                    row.getObject("count_id", UUID.class),
                    row.getInt("number"),
                    row.getLong("counted_minor")))
        .list();
  }

  void submit(ShiftId id, Submission submission, List<CashLine> counted, Instant now) {
    jdbc.sql(
            """
            INSERT INTO cashdesk.submission
              (shift_id, number, count_id, denominations, counted_minor, submitted_at)
            VALUES (?, ?, ?, ?::jsonb, ?, ?)
            """)
        .params(
            id.value(),
            submission.number(),
            submission.countId(),
            lines.write(counted),
            submission.countedMinor(),
            utc(now))
        .update();
  }

  void setResult(ShiftId id, CountResult result) {
    jdbc.sql(
            """
            UPDATE cashdesk.shift SET expected_minor = ?, counted_minor = ?, band = ?
            WHERE shift_id = ?
            """)
        .params(
            result.expected().minor(), result.counted().minor(), result.band().name(), id.value())
        .update();
  }

  /** The next number of the drawer's Z reports; its row is locked until the close is committed. */
  int nextZ(UUID terminalId) {
    return jdbc.sql(
            """
            UPDATE cashdesk.drawer SET last_z_number = last_z_number + 1
            WHERE terminal_id = ? RETURNING last_z_number
            """)
        .param(terminalId)
        .query((row, number) -> row.getInt("last_z_number"))
        .single();
  }

  void close(Shift closed, @Nullable Acceptance acceptance) {
    Instant closedAt = closed.closedAt();
    jdbc.sql(
            """
            UPDATE cashdesk.shift
            SET state = ?, closed_at = ?, z_number = ?, accepted_by = ?, reason = ?
            WHERE shift_id = ?
            """)
        .param(closed.state().name())
        .param(closedAt == null ? null : utc(closedAt))
        .param(closed.zNumber())
        .param(acceptance == null ? null : acceptance.acceptedBy())
        .param(acceptance == null ? null : acceptance.reason())
        .param(closed.id().value())
        .update();
  }

  Optional<Acceptance> acceptance(ShiftId id) {
    return jdbc.sql(
            """
            SELECT accepted_by, reason FROM cashdesk.shift
            WHERE shift_id = ? AND accepted_by IS NOT NULL
            """)
        .param(id.value())
        .query(
            (row, number) ->
                new Acceptance(row.getObject("accepted_by", UUID.class), row.getString("reason")))
        .optional();
  }

  long dropLimitMinor(UUID terminalId) {
    return jdbc.sql("SELECT drop_limit_minor FROM cashdesk.drawer WHERE terminal_id = ?")
        .param(terminalId)
        .query((row, number) -> row.getLong("drop_limit_minor"))
        .optional()
        .orElse(USUAL_DROP_LIMIT_MINOR);
  }

  void setDropLimit(UUID terminalId, long limitMinor) {
    jdbc.sql(
            """
            INSERT INTO cashdesk.drawer (terminal_id, drop_limit_minor) VALUES (?, ?)
            ON CONFLICT (terminal_id) DO UPDATE SET drop_limit_minor = excluded.drop_limit_minor
            """)
        .params(terminalId, limitMinor)
        .update();
  }

  private Shift shift(ResultSet row, int number) throws SQLException {
    Park here = park.park();
    @Nullable OffsetDateTime closedAt = row.getObject("closed_at", OffsetDateTime.class);
    @Nullable String band = row.getString("band");
    UUID operatorId = row.getObject("operator_id", UUID.class);
    return new Shift(
        new ShiftId(row.getObject("shift_id", UUID.class)),
        new Till(operatorId, row.getObject("terminal_id", UUID.class)),
        names.of(operatorId),
        new BusinessDay(row.getObject("business_day", LocalDate.class)),
        ShiftState.valueOf(row.getString("state")),
        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
        closedAt == null ? null : closedAt.toInstant(),
        band == null
            ? null
            : new CountResult(
                here.money(row.getLong("expected_minor")),
                here.money(row.getLong("counted_minor")),
                OverShortBand.valueOf(band)),
        row.getObject("z_number", Integer.class));
  }

  private static OffsetDateTime utc(Instant moment) {
    return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
  }
}
