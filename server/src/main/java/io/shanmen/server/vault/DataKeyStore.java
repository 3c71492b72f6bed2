package io.shanmen.server.vault;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of data keys and of the index key. */
@Component
class DataKeyStore {

  /** Any number that no other advisory lock uses: keys are changed one at a time. */
  private static final long LOCK = 0x5348_414E_4649_454CL;

  /**
   * A data key as it is stored.
   *
   * @param wrapped nothing of one that was destroyed
   * @param retiringAt since when its values are sealed anew; null of the active one
   * @param retiredAt when it was destroyed
   */
  record Stored(
      int id,
      DataKeyState state,
      MasterKind master,
      Optional<byte[]> wrapped,
      Instant createdAt,
      @Nullable Instant retiringAt,
      @Nullable Instant retiredAt) {}

  private final JdbcClient jdbc;

  DataKeyStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Waits for other changes of keys, until the end of the transaction. */
  void lock() {
    jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(LOCK).query((row, number) -> 0).single();
  }

  /** All keys, the oldest first. */
  List<Stored> all() {
    return jdbc.sql("SELECT * FROM vault.data_key ORDER BY key_id")
        .query(DataKeyStore::stored)
        .list();
  }

  /** Takes the number of the next key, which its wrapping binds. */
  int nextId() {
    return jdbc.sql("SELECT nextval(pg_get_serial_sequence('vault.data_key', 'key_id'))")
        .query(Integer.class)
        .single();
  }

  void insert(int id, MasterKind master, byte[] wrapped, Instant now) {
    jdbc.sql(
            """
            INSERT INTO vault.data_key (key_id, state, master, wrapped, created_at)
            OVERRIDING SYSTEM VALUE
            VALUES (?, 'ACTIVE', ?, ?, ?)
            """)
        .params(id, master.name(), wrapped, utc(now))
        .update();
  }

  void retireActive(Instant now) {
    jdbc.sql("UPDATE vault.data_key SET state = 'RETIRING', retiring_at = ? WHERE state = 'ACTIVE'")
        .param(utc(now))
        .update();
  }

  void rewrap(int id, MasterKind master, byte[] wrapped) {
    jdbc.sql("UPDATE vault.data_key SET master = ?, wrapped = ? WHERE key_id = ?")
        .params(master.name(), wrapped, id)
        .update();
  }

  void destroy(int id, Instant now) {
    jdbc.sql(
            """
            UPDATE vault.data_key SET state = 'RETIRED', wrapped = NULL, retired_at = ?
            WHERE key_id = ? AND state = 'RETIRING'
            """)
        .params(utc(now), id)
        .update();
    jdbc.sql("DELETE FROM vault.recovery_secret WHERE purpose = ?")
        .param(DataKeys.purpose(id))
        .update();
  }

  Optional<byte[]> indexKey() {
    return jdbc.sql("SELECT wrapped FROM vault.index_key")
        .query((row, number) -> row.getBytes(1))
        .optional();
  }

  void insertIndexKey(byte[] wrapped, Instant now) {
    jdbc.sql("INSERT INTO vault.index_key (wrapped, created_at) VALUES (?, ?)")
        .params(wrapped, utc(now))
        .update();
  }

  private static Stored stored(ResultSet row, int number) throws SQLException {
    return new Stored(
        row.getInt("key_id"),
        DataKeyState.valueOf(row.getString("state")),
        MasterKind.valueOf(row.getString("master")),
        Optional.ofNullable(row.getBytes("wrapped")),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row, "retiring_at"),
        instant(row, "retired_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
