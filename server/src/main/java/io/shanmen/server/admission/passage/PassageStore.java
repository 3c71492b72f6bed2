package io.shanmen.server.admission.passage;

import io.shanmen.kernel.admission.Passage;
import io.shanmen.kernel.admission.PassageKind;
import io.shanmen.kernel.admission.Place;
import io.shanmen.kernel.admission.Reservation;
import io.shanmen.kernel.admission.Usage;
import io.shanmen.server.admission.InPark;
import io.shanmen.server.admission.PassageSort;
import io.shanmen.server.admission.park.Occupancy;
import io.shanmen.server.admission.passage.PassageRow.Conflict;
import io.shanmen.server.admission.passage.PassageRow.DecidedBy;
import io.shanmen.server.admission.passage.PresentationRow.State;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of presentations and passages, read and written in sets. */
@Component
class PassageStore {

  /**
   * What decisions stand on.
   *
   * @param usages passages and reservations of the tickets asked for
   * @param answers what was answered before to the presentations asked for
   */
  record Known(Map<Long, Usage> usages, Map<UUID, EarlierAnswer> answers) {
    Usage usage(long ticketNo) {
      return usages.getOrDefault(ticketNo, Usage.NONE);
    }
  }

  /** An earlier answer; without a hash the presentation was cancelled before it was asked. */
  record EarlierAnswer(byte @Nullable [] contentHash, @Nullable String answer) {}

  /** Identity of a passage. */
  record PassageId(UUID requestId, int nth) {}

  private static final String SETTLE =
      """
      UPDATE admission.presentation p
      SET people = u.people, passed = u.passed, state = u.state, decided_by = u.decided_by
      FROM unnest(?::uuid[], ?::int[], ?::int[], ?::text[], ?::text[])
        AS u (request_id, people, passed, state, decided_by)
      WHERE p.request_id = u.request_id
      """;

  private final JdbcClient jdbc;

  PassageStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * All that decisions about these tickets and presentations stand on, in one statement. Within
   * CASE the planner does not see the state, and finds presentations by their tickets; seen, it
   * would read whatever is open in the whole park.
   */
  Known known(Collection<Long> ticketNos, Collection<UUID> requestIds) {
    Map<Long, List<Passage>> passages = new HashMap<>();
    Map<Long, List<Reservation>> reservations = new HashMap<>();
    Map<UUID, EarlierAnswer> answers = new HashMap<>();
    jdbc.sql(
            """
            SELECT 'PASSAGE' AS what, request_id, ticket_no, nth, kind, gate_no, checkpoint_no,
                   passed_at AS at, NULL::bytea AS content_hash, NULL::text AS answer
            FROM admission.passage WHERE ticket_no = ANY(:tickets) AND conflict IS NULL
            UNION ALL
            SELECT 'RESERVATION', request_id, ticket_no, people - passed, passage, gate_no,
                   checkpoint_no, decided_at, NULL, NULL
            FROM admission.presentation
            WHERE ticket_no = ANY(:tickets)
              AND CASE state WHEN 'OPEN' THEN people > passed ELSE false END
            UNION ALL
            SELECT 'ANSWER', request_id, NULL, 0, NULL, 0, 0, decided_at, content_hash, answer
            FROM admission.presentation WHERE request_id = ANY(:requests)
            ORDER BY at
            """)
        .param("tickets", ticketNos.toArray(Long[]::new))
        .param("requests", requestIds.toArray(UUID[]::new))
        .query(
            row -> {
              UUID requestId = row.getObject("request_id", UUID.class);
              switch (row.getString("what")) {
                case "PASSAGE" ->
                    passages
                        .computeIfAbsent(row.getLong("ticket_no"), no -> new ArrayList<>())
                        .add(
                            new Passage(
                                requestId,
                                row.getInt("nth"),
                                PassageKind.valueOf(row.getString("kind")),
                                place(row),
                                instant(row, "at")));
                case "RESERVATION" ->
                    reservations
                        .computeIfAbsent(row.getLong("ticket_no"), no -> new ArrayList<>())
                        .add(
                            new Reservation(
                                requestId,
                                PassageKind.valueOf(row.getString("kind")),
                                place(row),
                                row.getInt("nth"),
                                instant(row, "at")));
                case "ANSWER" ->
                    answers.put(
                        requestId,
                        new EarlierAnswer(row.getBytes("content_hash"), row.getString("answer")));
                default -> throw new IllegalStateException(row.getString("what"));
              }
            });
    Map<Long, Usage> usages = new HashMap<>();
    for (Long ticketNo : ticketNos) {
      usages.put(
          ticketNo,
          new Usage(
              passages.getOrDefault(ticketNo, List.of()),
              reservations.getOrDefault(ticketNo, List.of())));
    }
    return new Known(usages, answers);
  }

  Map<UUID, PresentationRow> presentations(Collection<UUID> requestIds) {
    return jdbc
        .sql("SELECT * FROM admission.presentation WHERE request_id = ANY(?)")
        .param(requestIds.toArray(UUID[]::new))
        .query(PassageStore::presentation)
        .list()
        .stream()
        .collect(Collectors.toMap(PresentationRow::requestId, Function.identity()));
  }

  /** The ticket of a presentation, where it is known. */
  Optional<Long> ticketOf(UUID requestId) {
    return jdbc.sql(
            """
            SELECT ticket_no FROM admission.presentation
            WHERE request_id = ? AND ticket_no IS NOT NULL
            """)
        .param(requestId)
        .query(Long.class)
        .optional();
  }

  /** Presentations whose reservation nobody confirmed or released in time. */
  List<PresentationRow> expired(Instant now, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM admission.presentation
            WHERE state = 'OPEN' AND expires_at < ? ORDER BY expires_at LIMIT ?
            """)
        .params(Timestamp.from(now), limit)
        .query(PassageStore::presentation)
        .list();
  }

  /** Which of these passages are booked already. */
  Set<PassageId> booked(Collection<PassageId> ids) {
    return new HashSet<>(
        jdbc.sql(
                """
                SELECT p.request_id, p.nth FROM admission.passage p
                JOIN unnest(?::uuid[], ?::int[]) AS asked (request_id, nth)
                  ON p.request_id = asked.request_id AND p.nth = asked.nth
                """)
            .params(
                ids.stream().map(PassageId::requestId).toArray(UUID[]::new),
                ids.stream().map(PassageId::nth).toArray(Integer[]::new))
            .query((row, number) -> new PassageId(row.getObject(1, UUID.class), row.getInt(2)))
            .list());
  }

  /** These passages as they are booked. */
  List<PassageRow> passages(Collection<PassageId> ids) {
    return jdbc.sql(
            """
            SELECT p.* FROM admission.passage p
            JOIN unnest(?::uuid[], ?::int[]) AS asked (request_id, nth)
              ON p.request_id = asked.request_id AND p.nth = asked.nth
            """)
        .params(
            ids.stream().map(PassageId::requestId).toArray(UUID[]::new),
            ids.stream().map(PassageId::nth).toArray(Integer[]::new))
        .query(PassageStore::passage)
        .list();
  }

  /**
   * Writes new presentations.
   *
   * @throws DuplicateKeyException when one was written by another transaction meanwhile; the set is
   *     then tried again one by one and sees it
   */
  void insert(List<PresentationRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    int written =
        jdbc.sql(
                """
                INSERT INTO admission.presentation (request_id, content_hash, gate_id, gate_no,
                  checkpoint_no, ticket_no, code_version, product_no, decision, reason, passage,
                  people, passed, state, decided_by, keep_until, presented_at, decided_at,
                  expires_at, answer)
                SELECT * FROM unnest(?::uuid[], ?::bytea[], ?::uuid[], ?::int[], ?::int[],
                  ?::bigint[], ?::int[], ?::int[], ?::text[], ?::text[], ?::text[], ?::int[],
                  ?::int[], ?::text[], ?::text[], ?::date[], ?::timestamptz[], ?::timestamptz[],
                  ?::timestamptz[], ?::text[])
                ON CONFLICT (request_id) DO NOTHING
                """)
            .params(
                column(rows, UUID[]::new, PresentationRow::requestId),
                column(rows, byte[][]::new, PresentationRow::contentHash),
                column(rows, UUID[]::new, PresentationRow::gateId),
                column(rows, Integer[]::new, PresentationRow::gateNo),
                column(rows, Integer[]::new, PresentationRow::checkpointNo),
                column(rows, Long[]::new, PresentationRow::ticketNo),
                column(rows, Integer[]::new, PresentationRow::codeVersion),
                column(rows, Integer[]::new, PresentationRow::productNo),
                column(rows, String[]::new, row -> row.decision().name()),
                column(rows, String[]::new, PresentationRow::reason),
                column(rows, String[]::new, row -> name(row.kind())),
                column(rows, Integer[]::new, PresentationRow::people),
                column(rows, Integer[]::new, PresentationRow::passed),
                column(rows, String[]::new, row -> row.state().name()),
                column(rows, String[]::new, row -> row.decidedBy().name()),
                column(rows, Date[]::new, row -> date(row.keepUntil())),
                column(rows, Timestamp[]::new, row -> timestamp(row.presentedAt())),
                column(rows, Timestamp[]::new, row -> timestamp(row.decidedAt())),
                column(rows, Timestamp[]::new, row -> timestamp(row.expiresAt())),
                column(rows, String[]::new, PresentationRow::answer))
            .update();
    if (written != rows.size()) {
      throw new DuplicateKeyException("a presentation was written twice at the same time");
    }
  }

  /** Writes what became of presentations. */
  void update(List<PresentationRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.sql(SETTLE).params(settlement(rows)).update();
  }

  private static List<Object> settlement(List<PresentationRow> rows) {
    return List.of(
        column(rows, UUID[]::new, PresentationRow::requestId),
        column(rows, Integer[]::new, PresentationRow::people),
        column(rows, Integer[]::new, PresentationRow::passed),
        column(rows, String[]::new, row -> row.state().name()),
        column(rows, String[]::new, row -> row.decidedBy().name()));
  }

  /**
   * What a booking wrote.
   *
   * @param passages those that were not booked before
   * @param days the days on which people were counted, as they stand now
   */
  record Booked(Set<PassageId> passages, List<InPark> days) {}

  /**
   * Books passages, writes what became of their presentations, and counts the people of those that
   * were not booked before (R22), in one statement.
   */
  Booked book(List<PassageRow> rows, List<PresentationRow> settled, Instant receivedAt) {
    Booked booked = new Booked(new HashSet<>(), new ArrayList<>());
    jdbc.sql(
            "WITH settled AS (\n"
                + SETTLE
                + """
                ), given AS (
                  SELECT * FROM unnest(?::uuid[], ?::int[], ?::uuid[], ?::int[], ?::int[],
                    ?::bigint[], ?::int[], ?::text[], ?::boolean[], ?::timestamptz[], ?::date[],
                    ?::text[], ?::boolean[], ?::boolean[], ?::text[], ?::uuid[], ?::text[])
                    AS u (request_id, nth, gate_id, gate_no, checkpoint_no, ticket_no, product_no,
                      kind, is_in, passed_at, business_day, decided_by, late, adjustment, reason,
                      released_by, conflict)
                ), written AS (
                  INSERT INTO admission.passage (request_id, nth, gate_id, gate_no, checkpoint_no,
                    ticket_no, product_no, kind, passed_at, received_at, business_day, decided_by,
                    late, adjustment, reason, released_by, conflict)
                  SELECT g.request_id, g.nth, g.gate_id, g.gate_no, g.checkpoint_no, g.ticket_no,
                    g.product_no, g.kind, g.passed_at, ?::timestamptz, g.business_day,
                    g.decided_by, g.late, g.adjustment, g.reason, g.released_by, g.conflict
                  FROM given g
                  ON CONFLICT (request_id, nth) DO NOTHING
                  RETURNING request_id, nth
                ), flow AS (
                  SELECT g.business_day, count(*) FILTER (WHERE g.is_in) AS ins,
                    count(*) FILTER (WHERE NOT g.is_in) AS outs, ?::timestamptz AS at
                  FROM given g JOIN written USING (request_id, nth)
                  GROUP BY g.business_day
                ), counted AS (
                """
                + Occupancy.COUNT_FLOW
                + """
                )
                SELECT 'PASSAGE' AS what, request_id, nth, NULL AS business_day, NULL AS ins,
                  NULL AS outs, NULL AS corrections, NULL AS peak, NULL AS peak_at
                FROM written
                UNION ALL
                SELECT 'DAY', NULL, NULL, business_day, ins, outs, corrections, peak, peak_at
                FROM counted
                """)
        .params(settlement(settled))
        .params(
            column(rows, UUID[]::new, PassageRow::requestId),
            column(rows, Integer[]::new, PassageRow::nth),
            column(rows, UUID[]::new, PassageRow::gateId),
            column(rows, Integer[]::new, PassageRow::gateNo),
            column(rows, Integer[]::new, PassageRow::checkpointNo),
            column(rows, Long[]::new, PassageRow::ticketNo),
            column(rows, Integer[]::new, PassageRow::productNo),
            column(rows, String[]::new, row -> row.sort().name()),
            column(rows, Boolean[]::new, row -> row.sort().isIn()),
            column(rows, Timestamp[]::new, row -> timestamp(row.passedAt())),
            column(rows, Date[]::new, row -> date(row.businessDay())),
            column(rows, String[]::new, row -> row.decidedBy().name()),
            column(rows, Boolean[]::new, PassageRow::late),
            column(rows, Boolean[]::new, PassageRow::adjustment),
            column(rows, String[]::new, PassageRow::reason),
            column(rows, UUID[]::new, PassageRow::releasedBy),
            column(rows, String[]::new, row -> name(row.conflict())),
            Timestamp.from(receivedAt),
            Timestamp.from(receivedAt))
        .query(
            row -> {
              if (row.getString("what").equals("DAY")) {
                booked.days().add(Occupancy.row(row, 0));
              } else {
                booked
                    .passages()
                    .add(new PassageId(row.getObject("request_id", UUID.class), row.getInt("nth")));
              }
            });
    return booked;
  }

  static <R, V> @Nullable V[] column(
      List<R> rows, IntFunction<@Nullable V[]> array, Function<R, @Nullable V> value) {
    @Nullable V[] column = array.apply(rows.size());
    for (int i = 0; i < column.length; i++) {
      column[i] = value.apply(rows.get(i));
    }
    return column;
  }

  static PassageRow passage(ResultSet row, int number) throws SQLException {
    String conflict = row.getString("conflict");
    return new PassageRow(
        row.getObject("request_id", UUID.class),
        row.getInt("nth"),
        row.getObject("gate_id", UUID.class),
        row.getInt("gate_no"),
        row.getObject("checkpoint_no", Integer.class),
        row.getObject("ticket_no", Long.class),
        row.getObject("product_no", Integer.class),
        PassageSort.valueOf(row.getString("kind")),
        instant(row, "passed_at"),
        row.getObject("business_day", LocalDate.class),
        DecidedBy.valueOf(row.getString("decided_by")),
        row.getBoolean("late"),
        row.getBoolean("adjustment"),
        row.getString("reason"),
        row.getObject("released_by", UUID.class),
        conflict == null ? null : Conflict.valueOf(conflict));
  }

  private static PresentationRow presentation(ResultSet row, int number) throws SQLException {
    String kind = row.getString("passage");
    Timestamp expiresAt = row.getTimestamp("expires_at");
    return new PresentationRow(
        row.getObject("request_id", UUID.class),
        row.getBytes("content_hash"),
        row.getObject("gate_id", UUID.class),
        row.getInt("gate_no"),
        row.getInt("checkpoint_no"),
        row.getObject("ticket_no", Long.class),
        row.getObject("code_version", Integer.class),
        row.getObject("product_no", Integer.class),
        AuthoriseAnswer.Verdict.valueOf(row.getString("decision")),
        row.getString("reason"),
        kind == null ? null : PassageKind.valueOf(kind),
        row.getInt("people"),
        row.getInt("passed"),
        State.valueOf(row.getString("state")),
        DecidedBy.valueOf(row.getString("decided_by")),
        row.getObject("keep_until", LocalDate.class),
        instant(row, "presented_at"),
        instant(row, "decided_at"),
        expiresAt == null ? null : expiresAt.toInstant(),
        row.getString("answer"));
  }

  private static Place place(ResultSet row) throws SQLException {
    return new Place(row.getInt("gate_no"), row.getInt("checkpoint_no"));
  }

  private static Instant instant(ResultSet row, String name) throws SQLException {
    return row.getTimestamp(name).toInstant();
  }

  private static @Nullable Date date(@Nullable LocalDate day) {
    return day == null ? null : Date.valueOf(day);
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant moment) {
    return moment == null ? null : Timestamp.from(moment);
  }

  private static @Nullable String name(@Nullable Enum<?> constant) {
    return constant == null ? null : constant.name();
  }
}
