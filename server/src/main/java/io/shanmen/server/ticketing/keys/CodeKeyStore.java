package io.shanmen.server.ticketing.keys;

import io.shanmen.kernel.ticketcode.IssuingKey;
import io.shanmen.kernel.ticketcode.KeyId;
import io.shanmen.kernel.ticketcode.KeyMaterial;
import io.shanmen.kernel.ticketcode.KeyRecord;
import io.shanmen.kernel.ticketcode.KeyState;
import io.shanmen.kernel.ticketcode.ReadingKey;
import io.shanmen.kernel.ticketcode.Suite;
import io.shanmen.server.vault.MasterKey;
import io.shanmen.server.vault.MasterKeyAway;
import io.shanmen.server.vault.MasterKind;
import io.shanmen.server.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of keys. Secret parts go in and out wrapped: what signs under the present master key,
 * what only reads under the keystore's, so that the server reads codes while a token is away.
 */
@Component
class CodeKeyStore {

  private final JdbcClient jdbc;
  private final Vault vault;

  CodeKeyStore(JdbcClient jdbc, Vault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  /**
   * A key as it is stored.
   *
   * @param reading what reads
   * @param signWrapped what signs, wrapped
   * @param master the master key that wrapped it
   */
  record Stored(ReadingKey reading, byte[] signWrapped, MasterKind master) {
    KeyRecord record() {
      return reading.record();
    }
  }

  /** All keys, oldest first. */
  List<Stored> all() {
    return jdbc.sql("SELECT * FROM ticketing.code_key ORDER BY epoch").query(this::stored).list();
  }

  /**
   * Unwraps what signs.
   *
   * @throws MasterKeyAway if its master key cannot be used now
   */
  IssuingKey issuing(Stored stored) {
    byte[] sign =
        vault
            .of(stored.master())
            .unwrap(stored.signWrapped(), purpose("sign", stored.record().id()));
    return new IssuingKey(stored.reading(), KeyMaterial.of(sign));
  }

  /** Wraps what signs anew, under the present master key. */
  void rewrap(IssuingKey key) {
    jdbc.sql(
            """
            UPDATE ticketing.code_key SET sign_wrapped = ?, sign_master = ? WHERE epoch = ?
            """)
        .params(
            wrap(vault.master(), key.sign(), "sign", key.record().id()),
            vault.kind().name(),
            key.record().id().epoch())
        .update();
  }

  /** Waits for whoever else is about to change the keys. */
  void lock() {
    jdbc.sql("LOCK TABLE ticketing.code_key IN SHARE ROW EXCLUSIVE MODE").update();
  }

  /** Adds a key, what signs wrapped under the given master key. */
  void insert(IssuingKey key, MasterKind master) {
    KeyRecord record = key.record();
    jdbc.sql(
            """
            INSERT INTO ticketing.code_key
              (park_no, epoch, key_no, suite, state, not_before, not_after,
               verify_key, sign_wrapped, seal_wrapped, line_wrapped, sign_master)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            record.id().park(),
            record.id().epoch(),
            record.id().number(),
            record.suite().name(),
            record.state().name(),
            time(record.notBefore()),
            time(record.notAfter()),
            key.reading().verify().bytes(),
            wrap(vault.of(master), key.sign(), "sign", record.id()),
            wrap(vault.host(), key.reading().seal(), "seal", record.id()),
            wrap(vault.host(), key.reading().line(), "line", record.id()),
            master.name())
        .update();
  }

  void setState(KeyId id, KeyState state) {
    jdbc.sql("UPDATE ticketing.code_key SET state = ? WHERE epoch = ?")
        .params(state.name(), id.epoch())
        .update();
  }

  private Stored stored(ResultSet row, int number) throws SQLException {
    KeyId id = new KeyId(row.getInt("park_no"), row.getInt("key_no"), row.getInt("epoch"));
    KeyRecord record =
        new KeyRecord(
            id,
            Suite.valueOf(row.getString("suite")),
            row.getObject("not_before", OffsetDateTime.class).toInstant(),
            row.getObject("not_after", OffsetDateTime.class).toInstant(),
            KeyState.valueOf(row.getString("state")));
    ReadingKey reading =
        new ReadingKey(
            record,
            unwrap(row.getBytes("seal_wrapped"), "seal", id),
            KeyMaterial.of(row.getBytes("verify_key")),
            unwrap(row.getBytes("line_wrapped"), "line", id));
    return new Stored(
        reading, row.getBytes("sign_wrapped"), MasterKind.valueOf(row.getString("sign_master")));
  }

  private static byte[] wrap(MasterKey master, KeyMaterial key, String part, KeyId id) {
    return master.wrap(key.bytes(), purpose(part, id));
  }

  private KeyMaterial unwrap(byte[] wrapped, String part, KeyId id) {
    return KeyMaterial.of(vault.host().unwrap(wrapped, purpose(part, id)));
  }

  private static String purpose(String part, KeyId id) {
    return "ticket-code-key/" + part + "/" + id.park() + "/" + id.number() + "/" + id.epoch();
  }

  private static OffsetDateTime time(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
