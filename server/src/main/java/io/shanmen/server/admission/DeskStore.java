package io.shanmen.server.admission;

import io.shanmen.server.admission.AdmissionController.ConflictView;
import io.shanmen.server.admission.AdmissionController.DayCounts;
import io.shanmen.server.admission.AdmissionController.ManualRelease;
import io.shanmen.server.admission.AdmissionController.ManualReleaseRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and writes what people at the console deal with. */
@Component
class DeskStore {

  /** How long a gate may follow an order to open: nobody opens for who has long walked away. */
  static final Duration MANUAL_RELEASE_LIMIT = Duration.ofSeconds(15);

  /** A manual release, and whether this call made it. */
  record Written(ManualRelease release, boolean isNew) {}

  private final JdbcClient jdbc;
  private final InstantSource clock;

  DeskStore(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  Written insertManualRelease(ManualReleaseRequest request, UUID operatorId) {
    Instant now = clock.instant();
    int written =
        jdbc.sql(
                """
                INSERT INTO admission.manual_release
                  (order_id, gate_id, people, reason, operator_id, at, not_after)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (order_id) DO NOTHING
                """)
            .params(
                request.requestId(),
                request.gateId(),
                request.people(),
                request.reason(),
                operatorId,
                Timestamp.from(now),
                Timestamp.from(now.plus(MANUAL_RELEASE_LIMIT)))
            .update();
    ManualRelease release =
        jdbc.sql("SELECT * FROM admission.manual_release WHERE order_id = ?")
            .param(request.requestId())
            .query(DeskStore::release)
            .single();
    return new Written(release, written == 1);
  }

  DayCounts counts(LocalDate day) {
    return jdbc.sql(
            """
            SELECT count(*) FILTER (WHERE kind = 'FIRST' AND conflict IS NULL) AS admissions,
                   count(*) FILTER (WHERE kind IN ('FIRST', 'REENTRY')) AS passages,
                   count(*) FILTER (WHERE kind = 'REENTRY' AND conflict IS NULL) AS reentries,
                   count(*) FILTER (WHERE kind IN ('EXIT', 'EXIT_COUNTED', 'UNTICKETED_OUT')) AS exits,
                   count(*) FILTER (WHERE kind = 'MANUAL') AS manual,
                   count(*) FILTER (WHERE kind = 'UNTICKETED_IN') AS unticketed,
                   count(*) FILTER (WHERE conflict IS NOT NULL) AS conflicts
            FROM admission.passage WHERE business_day = ?
            """)
        .param(day)
        .query(
            (row, number) ->
                new DayCounts(
                    day,
                    row.getLong("admissions"),
                    row.getLong("passages"),
                    row.getLong("reentries"),
                    row.getLong("exits"),
                    row.getLong("manual"),
                    row.getLong("unticketed"),
                    row.getLong("conflicts")))
        .single();
  }

  List<ConflictView> conflicts(@Nullable String after, int limit) {
    return jdbc.sql(
            """
            SELECT c.request_id, c.nth, c.kind, c.ticket_no, c.ticket_state, p.gate_no,
                   p.passed_at, o.gate_no AS other_gate_no, o.passed_at AS other_at, c.found_at
            FROM admission.conflict c
            JOIN admission.passage p USING (request_id, nth)
            LEFT JOIN admission.passage o
              ON o.request_id = c.other_request AND o.nth = c.other_nth
            WHERE c.found_at < ? ORDER BY c.found_at DESC, c.request_id, c.nth LIMIT ?
            """)
        .params(Timestamp.from(before(after)), limit)
        .query(DeskStore::conflict)
        .list();
  }

  static String cursor(ConflictView last) {
    return last.foundAt().toString();
  }

  private Instant before(@Nullable String after) {
    if (after == null) {
      return clock.instant().plus(Duration.ofDays(1));
    }
    try {
      return Instant.parse(after);
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  private static ManualRelease release(ResultSet row, int number) throws SQLException {
    return new ManualRelease(
        row.getObject("order_id", UUID.class),
        row.getObject("gate_id", UUID.class),
        row.getInt("people"),
        row.getString("reason"),
        row.getTimestamp("at").toInstant(),
        row.getTimestamp("not_after").toInstant());
  }

  private static ConflictView conflict(ResultSet row, int number) throws SQLException {
    Timestamp otherAt = row.getTimestamp("other_at");
    return new ConflictView(
        row.getObject("request_id", UUID.class),
        row.getInt("nth"),
        row.getString("kind"),
        row.getObject("ticket_no", Long.class),
        row.getString("ticket_state"),
        row.getInt("gate_no"),
        row.getTimestamp("passed_at").toInstant(),
        row.getObject("other_gate_no", Integer.class),
        otherAt == null ? null : otherAt.toInstant(),
        row.getTimestamp("found_at").toInstant());
  }
}
