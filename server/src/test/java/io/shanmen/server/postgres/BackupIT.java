package io.shanmen.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.shanmen.server.host.CannotStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A park that is copied while it works can be put back, at the end or at any moment. */
class BackupIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final char[] PASSPHRASE = "卧虎藏龙".toCharArray();

  /** All that the ledger holds, in one line. */
  private static final String LEDGER =
      """
      SELECT count(*) || ' ' || coalesce(md5(string_agg(transfer_id::text || amount_minor, ','
        ORDER BY transfer_id)), '')
      FROM ledger.transfer
      """;

  @TempDir Path folder;

  @Test
  void aRestoredParkHasTheLedgerOfTheMomentThatWasNamed() throws Exception {
    Path archive = folder.resolve("archive");
    Path file = folder.resolve("park.backup");
    String atTheMoment;
    String atTheEnd;
    Instant moment;
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.startArchiving(
            data().resolve("postgres"), TestPostgres.programs(), archive)) {
      preparePark(postgres);
      Files.createDirectories(data().resolve("keys"));
      Files.writeString(data().resolve("keys/master.p12"), "secret");
      long acknowledged = backUpWhilePosting(postgres, file);
      try (Connection park = connect(postgres.address())) {
        assertThat(count(park)).isGreaterThanOrEqualTo(acknowledged);
        atTheMoment = one(park, LEDGER);
        moment =
            Instant.parse(
                one(
                    park,
                    "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"));
        post(park);
        atTheEnd = one(park, LEDGER);
      }
      awaitArchived(postgres);

      assertThat(restored(file, "at-the-end", new Restore.Target(archive, null)))
          .isEqualTo(atTheEnd);
      assertThat(restored(file, "at-the-moment", new Restore.Target(archive, moment)))
          .isEqualTo(atTheMoment)
          .isNotEqualTo(atTheEnd);
      assertThat(transfers(restored(file, "alone", null))).isGreaterThanOrEqualTo(acknowledged);
    }
    Path key = folder.resolve("alone/keys/master.p12");
    assertThat(key).hasContent("secret");
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aRestoreOverwritesNothing() throws Exception {
    Files.createDirectories(data());
    Files.writeString(data().resolve("something"), "kept");
    Path file = folder.resolve("empty.backup");
    BackupFile.write(file, null).close();
    try (TarArchiveInputStream backup = BackupFile.read(file, null)) {
      assertThatThrownBy(() -> Restore.run(backup, data(), null, TestPostgres.programs()))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("overwrites nothing");
    }
    assertThat(data().resolve("something")).hasContent("kept");
  }

  @Test
  void whatIsNoBackupAndASealedOneWithoutPassphraseAreRefused() throws Exception {
    Path stranger = Files.writeString(folder.resolve("stranger"), "anything at all, and long");
    assertThatThrownBy(() -> BackupFile.read(stranger, null)).isInstanceOf(CannotStart.class);
    Path sealed = folder.resolve("sealed.backup");
    BackupFile.write(sealed, PASSPHRASE).close();
    assertThatThrownBy(() -> BackupFile.read(sealed, null))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("SHANMEN_BACKUP_PASSPHRASE");
  }

  private Path data() {
    return folder.resolve("data");
  }

  private static void preparePark(EmbeddedPostgres postgres) throws SQLException {
    try (HikariDataSource pool = ConnectionPool.open(postgres.address(), 2)) {
      new ModuleMigrations(pool).run();
    }
    try (Connection park = connect(postgres.address());
        Statement statement = park.createStatement()) {
      statement.execute(
          """
          INSERT INTO ledger.account (account_id, kind, owner, currency, limit_rule)
          SELECT ('00000000-0000-0000-0000-00000000000' || n)::uuid, 'K' || n, 'park', 'CNY', 'NONE'
          FROM generate_series(1, 2) AS n
          """);
    }
  }

  /** Returns how many were acknowledged before the backup began. */
  private long backUpWhilePosting(EmbeddedPostgres postgres, Path file) throws Exception {
    AtomicBoolean going = new AtomicBoolean(true);
    AtomicLong posted = new AtomicLong();
    CompletableFuture<Void> poster =
        CompletableFuture.runAsync(
            () -> {
              try (Connection park = connect(postgres.address())) {
                while (going.get()) {
                  post(park);
                  posted.incrementAndGet();
                }
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
    while (posted.get() < 100 && !poster.isDone()) {
      Pause.of(Duration.ofMillis(10));
    }
    long acknowledged = posted.get();
    try (TarArchiveOutputStream tar = BackupFile.write(file, PASSPHRASE)) {
      Backup.write(data().toRealPath(), postgres.superuserAddress(), tar);
    }
    going.set(false);
    poster.get();
    assertThat(posted.get()).as("the park worked meanwhile").isGreaterThan(acknowledged);
    return acknowledged;
  }

  private static void post(Connection park) throws SQLException {
    try (Statement statement = park.createStatement()) {
      statement.execute(
          """
          INSERT INTO ledger.transfer (transfer_id, type, debit_account_id, credit_account_id,
            amount_minor, reason, reference, business_day, posted_at)
          VALUES (gen_random_uuid(), 'MOVE', '00000000-0000-0000-0000-000000000001',
            '00000000-0000-0000-0000-000000000002', 100, 'SALE', 'x', '2026-10-01', now())
          """);
    }
  }

  private static void awaitArchived(EmbeddedPostgres postgres) throws SQLException {
    try (Connection cluster = connect(postgres.superuserAddress())) {
      String segment = one(cluster, "SELECT pg_walfile_name(pg_switch_wal())");
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      String archived;
      do {
        assertThat(System.nanoTime()).as("archiving").isLessThan(deadline);
        Pause.of(Duration.ofMillis(100));
        archived = one(cluster, "SELECT coalesce(last_archived_wal, '') FROM pg_stat_archiver");
      } while (archived.compareTo(segment) < 0);
    }
  }

  private String restored(Path file, String name, Restore.@Nullable Target target)
      throws IOException, SQLException {
    Path data = folder.resolve(name);
    try (TarArchiveInputStream backup = BackupFile.read(file, PASSPHRASE)) {
      Restore.run(backup, data, target, TestPostgres.programs());
    }
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.start(data.resolve("postgres"), TestPostgres.programs(), Map.of());
        Connection park = connect(postgres.address())) {
      return one(park, LEDGER);
    }
  }

  private static long transfers(String ledger) {
    return Long.parseLong(ledger.substring(0, ledger.indexOf(' ')));
  }

  private static long count(Connection park) throws SQLException {
    return transfers(one(park, LEDGER));
  }

  private static String one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection connect(DatabaseAddress address) throws SQLException {
    return DriverManager.getConnection(address.url(), address.user(), address.password());
  }
}
