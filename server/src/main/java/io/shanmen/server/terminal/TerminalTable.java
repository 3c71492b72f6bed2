package io.shanmen.server.terminal;

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

/** The rows of {@code terminal.terminal}. */
@Component
class TerminalTable {

  private static final String SELECT =
      """
      SELECT terminal_id, name, kind, state, public_key, pairing_code, checkpoint,
             asked_at, asked_from, decided_at, decided_by, skew_millis, version
      FROM terminal.terminal
      """;

  private final JdbcClient jdbc;

  TerminalTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A terminal with all that is known of it.
   *
   * @param terminal the part that other modules see
   * @param publicKey SubjectPublicKeyInfo
   * @param pairingCode what the asking screen shows; null where nobody has to compare
   * @param asked when and from which address
   * @param decided when and by whom it was approved, refused or revoked
   * @param skewMillis how far its clock was ahead at its last proof, where it said
   */
  record Row(
      Terminal terminal,
      byte[] publicKey,
      @Nullable String pairingCode,
      Asked asked,
      @Nullable Decided decided,
      @Nullable Long skewMillis,
      long version) {

    /** A terminal as it is first written. */
    static Row added(
        Terminal terminal,
        byte[] publicKey,
        @Nullable String pairingCode,
        Asked asked,
        @Nullable Decided decided) {
      return new Row(terminal, publicKey, pairingCode, asked, decided, null, 1);
    }

    UUID id() {
      return terminal.id();
    }
  }

  record Asked(Instant at, @Nullable String from) {}

  /** Null where the set-up or a one-time code decided. */
  record Decided(Instant at, @Nullable UUID by) {}

  Optional<Row> find(UUID terminalId) {
    return jdbc.sql(SELECT + "WHERE terminal_id = ?")
        .param(terminalId)
        .query(TerminalTable::row)
        .optional();
  }

  /** The same, and keeps it as it is until the end of the transaction. */
  Optional<Row> findAndHold(UUID terminalId) {
    return jdbc.sql(SELECT + "WHERE terminal_id = ? FOR UPDATE")
        .param(terminalId)
        .query(TerminalTable::row)
        .optional();
  }

  /** Those that ask first, then by name. */
  List<Row> all() {
    return jdbc.sql(SELECT + "ORDER BY state <> 'REQUESTED', name, terminal_id")
        .query(TerminalTable::row)
        .list();
  }

  int waiting() {
    return count("SELECT count(*) FROM terminal.terminal WHERE state = 'REQUESTED'");
  }

  int waitingFrom(String address) {
    return count(
        "SELECT count(*) FROM terminal.terminal WHERE state = 'REQUESTED' AND asked_from = ?",
        address);
  }

  private int count(String sql, Object... params) {
    return jdbc.sql(sql).params(params).query((row, number) -> row.getInt(1)).single();
  }

  void insert(Row row) {
    Decided decided = row.decided();
    jdbc.sql(
            """
            INSERT INTO terminal.terminal
              (terminal_id, name, kind, state, public_key, pairing_code, checkpoint,
               asked_at, asked_from, decided_at, decided_by)
            VALUES (:id, :name, :kind, :state, :key, :code, :checkpoint,
                    :askedAt, :askedFrom, :decidedAt, :decidedBy)
            """)
        .param("id", row.id())
        .param("name", row.terminal().name())
        .param("kind", row.terminal().kind().name())
        .param("state", row.terminal().state().name())
        .param("key", row.publicKey())
        .param("code", row.pairingCode())
        .param("checkpoint", row.terminal().checkpoint())
        .param("askedAt", utc(row.asked().at()))
        .param("askedFrom", row.asked().from())
        .param("decidedAt", decided == null ? null : utc(decided.at()))
        .param("decidedBy", decided == null ? null : decided.by())
        .update();
  }

  void decide(UUID terminalId, TerminalState state, String name, Decided decided) {
    jdbc.sql(
            """
            UPDATE terminal.terminal
            SET state = :state, name = :name, pairing_code = NULL,
                decided_at = :at, decided_by = :by, version = version + 1
            WHERE terminal_id = :id
            """)
        .param("state", state.name())
        .param("name", name)
        .param("at", utc(decided.at()))
        .param("by", decided.by())
        .param("id", terminalId)
        .update();
  }

  void change(UUID terminalId, String name, @Nullable Integer checkpoint) {
    jdbc.sql(
            """
            UPDATE terminal.terminal
            SET name = :name, checkpoint = :checkpoint, version = version + 1
            WHERE terminal_id = :id
            """)
        .param("name", name)
        .param("checkpoint", checkpoint)
        .param("id", terminalId)
        .update();
  }

  void noteSkew(UUID terminalId, long skewMillis) {
    jdbc.sql("UPDATE terminal.terminal SET skew_millis = ? WHERE terminal_id = ?")
        .params(skewMillis, terminalId)
        .update();
  }

  int removeRequestsBefore(Instant moment) {
    return jdbc.sql("DELETE FROM terminal.terminal WHERE state = 'REQUESTED' AND asked_at < ?")
        .param(utc(moment))
        .update();
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    OffsetDateTime decidedAt = row.getObject("decided_at", OffsetDateTime.class);
    return new Row(
        new Terminal(
            row.getObject("terminal_id", UUID.class),
            row.getString("name"),
            TerminalKind.valueOf(row.getString("kind")),
            TerminalState.valueOf(row.getString("state")),
            row.getObject("checkpoint", Integer.class)),
        row.getBytes("public_key"),
        row.getString("pairing_code"),
        new Asked(
            row.getObject("asked_at", OffsetDateTime.class).toInstant(),
            row.getString("asked_from")),
        decidedAt == null
            ? null
            : new Decided(decidedAt.toInstant(), row.getObject("decided_by", UUID.class)),
        row.getObject("skew_millis", Long.class),
        row.getLong("version"));
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
