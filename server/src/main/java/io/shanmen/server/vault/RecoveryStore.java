package io.shanmen.server.vault;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of the key backup. */
@Component
class RecoveryStore {

  private final JdbcClient jdbc;

  RecoveryStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The backup as it is stored.
   *
   * @param publicKey for which secrets are sealed
   * @param privateSealed its private half (PKCS #8), sealed under the secret that was split
   * @param keystoreSealed the keystore's master key, sealed for the public key
   */
  record Stored(
      KeyBackupFacts facts, byte[] publicKey, byte[] privateSealed, byte[] keystoreSealed) {}

  Optional<Stored> present() {
    return jdbc.sql("SELECT * FROM vault.recovery")
        .query(
            (row, number) ->
                new Stored(
                    new KeyBackupFacts(
                        row.getInt("backup_id"),
                        row.getInt("parts"),
                        row.getInt("needed"),
                        row.getObject("made_at", OffsetDateTime.class).toInstant()),
                    row.getBytes("public_key"),
                    row.getBytes("private_sealed"),
                    row.getBytes("keystore_sealed")))
        .optional();
  }

  /** Takes the place of the former backup. */
  void replace(Stored backup) {
    jdbc.sql("DELETE FROM vault.recovery").update();
    jdbc.sql(
            """
            INSERT INTO vault.recovery
              (backup_id, parts, needed, public_key, private_sealed, keystore_sealed, made_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            backup.facts().backupId(),
            backup.facts().parts(),
            backup.facts().needed(),
            backup.publicKey(),
            backup.privateSealed(),
            backup.keystoreSealed(),
            utc(backup.facts().madeAt()))
        .update();
  }

  void put(int backupId, String purpose, byte[] secret) {
    jdbc.sql(
            """
            INSERT INTO vault.recovery_secret (backup_id, purpose, sealed) VALUES (?, ?, ?)
            ON CONFLICT (backup_id, purpose) DO UPDATE SET sealed = EXCLUDED.sealed
            """)
        .params(backupId, purpose, secret)
        .update();
  }

  Optional<byte[]> find(int backupId, String purpose) {
    return jdbc.sql("SELECT sealed FROM vault.recovery_secret WHERE backup_id = ? AND purpose = ?")
        .params(backupId, purpose)
        .query((row, number) -> row.getBytes(1))
        .optional();
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
