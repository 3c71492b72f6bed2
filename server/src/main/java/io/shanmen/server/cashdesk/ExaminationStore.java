package io.shanmen.server.cashdesk;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and writes examinations. */
@Component
class ExaminationStore {

  private final JdbcClient jdbc;

  ExaminationStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Examination> find(ShiftId id) {
    return jdbc.sql(
            """
            SELECT examined_by, examined_at, camera, finding FROM cashdesk.examination
            WHERE shift_id = ?
            """)
        .param(id.value())
        .query(
            (row, number) ->
                new Examination(
                    row.getObject("examined_by", UUID.class),
                    row.getObject("examined_at", OffsetDateTime.class).toInstant(),
                    row.getString("camera"),
                    row.getString("finding")))
        .optional();
  }

  /** Those of the given shifts that were examined. */
  Set<ShiftId> examined(Collection<ShiftId> ids) {
    return jdbc
        .sql("SELECT shift_id FROM cashdesk.examination WHERE shift_id = ANY(?)")
        .param(ids.stream().map(ShiftId::value).toArray(UUID[]::new))
        .query((row, number) -> new ShiftId(row.getObject("shift_id", UUID.class)))
        .list()
        .stream()
        .collect(Collectors.toSet());
  }

  /** Says whether it was the first of its shift; nothing is written otherwise. */
  boolean insert(ShiftId id, Examination examination) {
    return jdbc.sql(
                """
                INSERT INTO cashdesk.examination
                  (shift_id, examined_by, examined_at, camera, finding)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """)
            .params(
                id.value(),
                examination.examinedBy(),
                examination.examinedAt().atOffset(ZoneOffset.UTC),
                examination.camera(),
                examination.finding())
            .update()
        > 0;
  }

  boolean isAcceptor(ShiftId id, UUID operatorId) {
    return jdbc.sql("SELECT count(*) FROM cashdesk.shift WHERE shift_id = ? AND accepted_by = ?")
        .params(id.value(), operatorId)
        .query((row, number) -> row.getInt(1) > 0)
        .single();
  }
}
