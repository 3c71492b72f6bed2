package io.shanmen.server.audit;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes entries, any number with one statement, and leaves them for the chainer. */
@Component
class AuditEntries {

  private static final int NAME_LIMIT_CHARS = 100;

  private static final String INSERT =
      """
      WITH entry AS (
        INSERT INTO audit.entry
          (at, actor_kind, actor_id, actor_name, terminal_id, action, subject_type, subject_id,
           before, after, refusal)
        SELECT ?, given.*
        FROM unnest(?::text[], ?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[]) AS given
        RETURNING entry_id
      )
      INSERT INTO audit.unchained (entry_id) SELECT entry_id FROM entry
      """;

  private final JdbcTemplate jdbc;
  private final InstantSource clock;
  private final JsonMapper json;

  AuditEntries(JdbcTemplate jdbc, InstantSource clock, JsonMapper json) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.json = json;
  }

  void append(List<AuditEntry> entries) {
    jdbc.update(connection -> prepare(connection, entries));
  }

  private PreparedStatement prepare(Connection connection, List<AuditEntry> entries)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(INSERT);
    statement.setObject(
        1,
        OffsetDateTime.ofInstant(clock.instant().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC));
    statement.setArray(2, texts(connection, entries, entry -> entry.actor().kind().name()));
    statement.setArray(3, uuids(connection, entries, entry -> entry.actor().id()));
    statement.setArray(4, texts(connection, entries, entry -> cut(entry.actor().name())));
    statement.setArray(5, uuids(connection, entries, entry -> entry.actor().terminalId()));
    statement.setArray(6, texts(connection, entries, AuditEntry::action));
    statement.setArray(7, texts(connection, entries, entry -> entry.subject().type()));
    statement.setArray(8, texts(connection, entries, entry -> cut(entry.subject().id())));
    statement.setArray(9, texts(connection, entries, entry -> facts(entry.change().before())));
    statement.setArray(10, texts(connection, entries, entry -> facts(entry.change().after())));
    statement.setArray(11, texts(connection, entries, AuditEntry::refusal));
    return statement;
  }

  private @Nullable String facts(Map<String, @Nullable Object> facts) {
    return facts.isEmpty() ? null : json.writeValueAsString(facts);
  }

  private static String cut(String text) {
    String storable = text.replace("\u0000", "");
    return storable.length() <= NAME_LIMIT_CHARS
        ? storable
        : storable.substring(0, NAME_LIMIT_CHARS);
  }

  private static Array texts(
      Connection connection, List<AuditEntry> entries, Function<AuditEntry, @Nullable String> field)
      throws SQLException {
    return connection.createArrayOf("text", entries.stream().map(field).toArray());
  }

  private static Array uuids(
      Connection connection, List<AuditEntry> entries, Function<AuditEntry, @Nullable UUID> field)
      throws SQLException {
    return connection.createArrayOf("uuid", entries.stream().map(field).toArray());
  }
}
