package io.shanmen.server.identity;

import static io.shanmen.server.identity.SessionLimits.IDLE;
import static io.shanmen.server.identity.SessionLimits.PREVIOUS_TOKEN_LIFE;
import static io.shanmen.server.identity.SessionLimits.PROOF_AGE;
import static io.shanmen.server.identity.SessionLimits.USE_NOTED_EVERY;

import io.shanmen.server.identity.Caller.DeviceCaller;
import io.shanmen.server.identity.Caller.OperatorCaller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of {@code identity.session}. */
@Component
class SessionTable {

  /** Not ended, not too old, not idle, and its operator not disabled. */
  private static final String RENEWABLE =
      """
      s.ended_at IS NULL AND s.ends_at > :now
      AND (s.operator_id IS NULL
           OR (s.used_at > :idleSince
               AND EXISTS (SELECT FROM identity.operator AS o
                           WHERE o.operator_id = s.operator_id AND NOT o.disabled)))
      """;

  /** And proved lately. */
  private static final String AWAKE =
      RENEWABLE + " AND (s.operator_id IS NULL OR s.proved_at > :provedSince)";

  private final JdbcClient jdbc;
  private final OperatorNames names;

  SessionTable(JdbcClient jdbc, OperatorNames names) {
    this.jdbc = jdbc;
    this.names = names;
  }

  /** A session found by its token, good until a moment unless something ends it before. */
  record Found(Caller caller, Instant usedAt, Instant goodUntil) {}

  record NewSession(
      UUID sessionId,
      UUID terminalId,
      @Nullable UUID operatorId,
      @Nullable String deviceName,
      byte[] tokenHash) {}

  void insert(NewSession session, Instant now, Instant endsAt) {
    jdbc.sql(
            """
            INSERT INTO identity.session
              (session_id, terminal_id, operator_id, device_name, token_hash,
               opened_at, proved_at, used_at, ends_at)
            VALUES (:id, :terminal, :operator, :device, :hash, :now, :now, :now, :endsAt)
            """)
        .param("id", session.sessionId())
        .param("terminal", session.terminalId())
        .param("operator", session.operatorId())
        .param("device", session.deviceName())
        .param("hash", session.tokenHash())
        .param("now", utc(now))
        .param("endsAt", utc(endsAt))
        .update();
  }

  Optional<Found> findAwake(byte[] tokenHash, Instant now) {
    return statement(
            """
            SELECT s.session_id, s.terminal_id, s.operator_id, s.device_name, s.used_at, s.ends_at, s.proved_at,
                   o.own_password,
                   ARRAY(SELECT DISTINCT rp.permission
                         FROM identity.operator_role AS r
                         JOIN identity.role_permission AS rp USING (role_id)
                         WHERE r.operator_id = s.operator_id) AS permissions
            FROM identity.session AS s LEFT JOIN identity.operator AS o USING (operator_id)
            WHERE (s.token_hash = :hash
                   OR (s.previous_hash = :hash AND s.previous_until > :now))
              AND %s
            """,
            AWAKE, now)
        .param("provedSince", utc(now.minus(PROOF_AGE)))
        .param("hash", tokenHash)
        .query(this::found)
        .optional();
  }

  /** Which of the sessions are awake. */
  Set<UUID> awake(Collection<UUID> sessionIds, Instant now) {
    return Set.copyOf(
        statement(
                """
                SELECT s.session_id FROM identity.session AS s
                WHERE s.session_id = ANY(:ids) AND %s
                """,
                AWAKE, now)
            .param("provedSince", utc(now.minus(PROOF_AGE)))
            .param("ids", sessionIds.toArray(UUID[]::new))
            .query((row, number) -> row.getObject(1, UUID.class))
            .list());
  }

  /** Notes a use, if none was noted lately. */
  void used(UUID sessionId, Instant now) {
    jdbc.sql("UPDATE identity.session SET used_at = ? WHERE session_id = ? AND used_at < ?")
        .params(utc(now), sessionId, utc(now.minus(USE_NOTED_EVERY)))
        .update();
  }

  /**
   * Gives a session of that terminal a new token and notes the proof.
   *
   * @return when the session ends; nothing if it has ended, is idle or belongs to another terminal
   */
  Optional<Instant> renew(byte[] tokenHash, UUID terminalId, byte[] newTokenHash, Instant now) {
    return statement(
            """
            UPDATE identity.session AS s
            SET previous_hash = s.token_hash, previous_until = :previousUntil,
                token_hash = :newHash, proved_at = :now, used_at = :now
            WHERE s.token_hash = :hash AND s.terminal_id = :terminal AND %s
            RETURNING s.ends_at
            """,
            RENEWABLE, now)
        .param("previousUntil", utc(now.plus(PREVIOUS_TOKEN_LIFE)))
        .param("newHash", newTokenHash)
        .param("hash", tokenHash)
        .param("terminal", terminalId)
        .query((row, number) -> instant(row, "ends_at"))
        .optional();
  }

  List<UUID> end(UUID sessionId, Instant now) {
    return end("session_id = :id", Map.of("id", sessionId), now);
  }

  List<UUID> endAtTerminal(UUID terminalId, Instant now) {
    return end("terminal_id = :id", Map.of("id", terminalId), now);
  }

  /** Ends an operator's sessions, all but one where that is given. */
  List<UUID> endOfOperator(UUID operatorId, @Nullable UUID except, Instant now) {
    Map<String, Object> params = new HashMap<>();
    params.put("id", operatorId);
    if (except != null) {
      params.put("except", except);
    }
    String which = "operator_id = :id" + (except == null ? "" : " AND session_id <> :except");
    return end(which, params, now);
  }

  private List<UUID> end(String which, Map<String, Object> params, Instant now) {
    return jdbc.sql(
            """
            UPDATE identity.session SET ended_at = :now
            WHERE %s AND ended_at IS NULL
            RETURNING session_id
            """
                .formatted(which))
        .params(params)
        .param("now", utc(now))
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }

  Map<UUID, Instant> lastUseByTerminal(Collection<UUID> terminalIds) {
    Map<UUID, Instant> lastUse = new HashMap<>();
    jdbc.sql(
            """
            SELECT terminal_id, max(used_at) AS used_at
            FROM identity.session WHERE terminal_id = ANY(?) GROUP BY terminal_id
            """)
        .param(terminalIds.toArray(UUID[]::new))
        .query(
            row -> {
              lastUse.put(row.getObject("terminal_id", UUID.class), instant(row, "used_at"));
            });
    return lastUse;
  }

  void removeOld(Instant now) {
    jdbc.sql("DELETE FROM identity.session WHERE coalesce(ended_at, ends_at) < ?")
        .param(utc(now.minus(SessionLimits.KEPT_AFTER_END)))
        .update();
  }

  private JdbcClient.StatementSpec statement(String sql, String condition, Instant now) {
    return jdbc.sql(sql.formatted(condition))
        .param("now", utc(now))
        .param("idleSince", utc(now.minus(IDLE)));
  }

  private Found found(ResultSet row, int number) throws SQLException {
    UUID sessionId = row.getObject("session_id", UUID.class);
    UUID terminalId = row.getObject("terminal_id", UUID.class);
    UUID operatorId = row.getObject("operator_id", UUID.class);
    Caller caller =
        operatorId == null
            ? new DeviceCaller(
                new SignedInDevice(terminalId, row.getString("device_name"), sessionId))
            : new OperatorCaller(
                new SignedIn(
                    operatorId,
                    names.of(operatorId),
                    terminalId,
                    sessionId,
                    Set.of((String[]) row.getArray("permissions").getArray())),
                !row.getBoolean("own_password"));
    Instant asleepAt = instant(row, "proved_at").plus(PROOF_AGE);
    Instant endsAt = instant(row, "ends_at");
    boolean sleepsFirst = operatorId != null && asleepAt.isBefore(endsAt);
    return new Found(caller, instant(row, "used_at"), sleepsFirst ? asleepAt : endsAt);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
