package io.shanmen.server.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Reads rows of {@code audit.entry}. */
final class AuditRecords {

  static final String COLUMNS =
      """
      e.entry_id, e.at, e.actor_kind, e.actor_id, e.actor_name, e.terminal_id, e.action,
      e.subject_type, e.subject_id, e.before, e.after, e.refusal
      """;

  private AuditRecords() {}

  static AuditRecord row(ResultSet row, int number) throws SQLException {
    return new AuditRecord(
        row.getLong("entry_id"),
        instant(row),
        AuditActor.Kind.valueOf(row.getString("actor_kind")),
        row.getObject("actor_id", UUID.class),
        row.getString("actor_name"),
        row.getObject("terminal_id", UUID.class),
        row.getString("action"),
        row.getString("subject_type"),
        row.getString("subject_id"),
        row.getString("before"),
        row.getString("after"),
        row.getString("refusal"));
  }

  private static Instant instant(ResultSet row) throws SQLException {
    return row.getObject("at", OffsetDateTime.class).toInstant();
  }
}
