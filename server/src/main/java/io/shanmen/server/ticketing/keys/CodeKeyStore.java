package io.shanmen.server.ticketing.keys;

import io.shanmen.kernel.ticketcode.IssuingKey;
import io.shanmen.kernel.ticketcode.KeyId;
import io.shanmen.kernel.ticketcode.KeyMaterial;
import io.shanmen.kernel.ticketcode.KeyRecord;
import io.shanmen.kernel.ticketcode.KeyState;
import io.shanmen.kernel.ticketcode.ReadingKey;
import io.shanmen.kernel.ticketcode.Suite;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of keys; secret parts go in and out wrapped. */
@Component
class CodeKeyStore {

  private final JdbcClient jdbc;
  private final MasterKey master;

  CodeKeyStore(JdbcClient jdbc, MasterKey master) {
    this.jdbc = jdbc;
    this.master = master;
  }

  List<IssuingKey> all() {
    return jdbc.sql("SELECT * FROM ticketing.code_key ORDER BY epoch").query(this::key).list();
  }

  /** Waits for whoever else is about to change the keys. */
  void lock() {
    jdbc.sql("LOCK TABLE ticketing.code_key IN SHARE ROW EXCLUSIVE MODE").update();
  }

  void insert(IssuingKey key) {
    KeyRecord record = key.record();
    jdbc.sql(
            """
            INSERT INTO ticketing.code_key
              (park_no, epoch, key_no, suite, state, not_before, not_after,
               verify_key, sign_wrapped, seal_wrapped, line_wrapped)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
            wrap(key.sign(), "sign", record.id()),
            wrap(key.reading().seal(), "seal", record.id()),
            wrap(key.reading().line(), "line", record.id()))
        .update();
  }

  void setState(KeyId id, KeyState state) {
    jdbc.sql("UPDATE ticketing.code_key SET state = ? WHERE epoch = ?")
        .params(state.name(), id.epoch())
        .update();
  }

  private IssuingKey key(ResultSet row, int number) throws SQLException {
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
    return new IssuingKey(reading, unwrap(row.getBytes("sign_wrapped"), "sign", id));
  }

  private byte[] wrap(KeyMaterial key, String part, KeyId id) {
    return master.wrap(key.bytes(), purpose(part, id));
  }

  private KeyMaterial unwrap(byte[] wrapped, String part, KeyId id) {
    return KeyMaterial.of(master.unwrap(wrapped, purpose(part, id)));
  }

  private static String purpose(String part, KeyId id) {
    return "ticket-code-key/" + part + "/" + id.park() + "/" + id.number() + "/" + id.epoch();
  }

  private static OffsetDateTime time(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
