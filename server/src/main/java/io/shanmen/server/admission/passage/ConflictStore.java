package io.shanmen.server.admission.passage;

import io.shanmen.server.admission.passage.PassageRow.Conflict;
import io.shanmen.server.admission.passage.PassageStore.PassageId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of conflicts, and the mark of a conflict on its passage. */
@Component
class ConflictStore {

  /** Two records that cannot both be right. */
  record ConflictRow(
      PassageId passage,
      Conflict kind,
      @Nullable Long ticketNo,
      @Nullable PassageId winner,
      @Nullable String ticketState) {}

  private final JdbcClient jdbc;

  ConflictStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** People of these tickets who are on record as one too many, first come first. */
  List<PassageRow> doubleEntries(Collection<Long> ticketNos, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM admission.passage
            WHERE ticket_no = ANY(?) AND conflict = 'DOUBLE_ENTRY' AND kind = 'FIRST'
            ORDER BY passed_at, request_id, nth LIMIT ?
            """)
        .params(ticketNos.toArray(Long[]::new), limit)
        .query(PassageStore::passage)
        .list();
  }

  /** Takes back what was found against a passage. */
  void acquit(PassageId id) {
    jdbc.sql(
            """
            WITH found AS (
              DELETE FROM admission.conflict WHERE request_id = ? AND nth = ?
              RETURNING request_id, nth
            )
            UPDATE admission.passage p SET conflict = NULL FROM found f
            WHERE p.request_id = f.request_id AND p.nth = f.nth
            """)
        .params(id.requestId(), id.nth())
        .update();
  }

  /** Records conflicts, and flags passages that lost their use to an earlier one. */
  void insert(List<ConflictRow> rows, Instant foundAt) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            WITH found AS (
              SELECT * FROM unnest(?::uuid[], ?::int[], ?::text[], ?::bigint[], ?::uuid[], ?::int[],
                ?::text[])
                AS u (request_id, nth, kind, ticket_no, other_request, other_nth, ticket_state)
            ), flagged AS (
              UPDATE admission.passage p SET conflict = f.kind
              FROM found f
              WHERE p.request_id = f.request_id AND p.nth = f.nth AND p.conflict IS NULL
            )
            INSERT INTO admission.conflict (request_id, nth, kind, ticket_no, other_request,
              other_nth, ticket_state, found_at)
            SELECT f.*, ?::timestamptz FROM found f
            ON CONFLICT (request_id, nth) DO NOTHING
            """)
        .params(
            PassageStore.column(rows, UUID[]::new, row -> row.passage().requestId()),
            PassageStore.column(rows, Integer[]::new, row -> row.passage().nth()),
            PassageStore.column(rows, String[]::new, row -> row.kind().name()),
            PassageStore.column(rows, Long[]::new, ConflictRow::ticketNo),
            PassageStore.column(rows, UUID[]::new, row -> requestOf(row.winner())),
            PassageStore.column(rows, Integer[]::new, row -> nthOf(row.winner())),
            PassageStore.column(rows, String[]::new, ConflictRow::ticketState),
            Timestamp.from(foundAt))
        .update();
  }

  private static @Nullable UUID requestOf(@Nullable PassageId id) {
    return id == null ? null : id.requestId();
  }

  private static @Nullable Integer nthOf(@Nullable PassageId id) {
    return id == null ? null : id.nth();
  }
}
