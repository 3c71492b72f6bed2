package io.shanmen.server.postgres;

import io.shanmen.server.host.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * Makes a data folder out of a backup: unpacks it beside its place, lets PostgreSQL recover there,
 * and moves it to its place when it is whole.
 */
final class Restore {

  /**
   * To which moment.
   *
   * @param archive the folder into which the park's log was archived
   * @param until the moment; null for as far as the archive goes
   */
  record Target(Path archive, @Nullable Instant until) {}

  /**
   * What was done after the backup is forgotten here and remembered elsewhere, so nothing may be
   * numbered as it was then, and gates must fetch their lists anew.
   */
  private static final List<String> AFTERWARDS =
      List.of(
          "SELECT setval('ticketing.ticket_number_block', nextval('ticketing.ticket_number_block') + 1000000)",
          "SELECT setval('ordering.order_number_block', nextval('ordering.order_number_block') + 100000)",
          "UPDATE admission.feed_head SET epoch = epoch + 1");

  private static final List<String> AIMS =
      List.of("restore_command", "recovery_target_time", "recovery_target_action");

  /** Nobody is let in before the recovery is at its end. */
  private static final Map<String, String> SILENT = Map.of("hot_standby", "off");

  private static final String CLUSTER = "postgres/cluster";

  private final Path dataFolder;
  private final Path unfinished;

  private Restore(Path dataFolder) {
    this.dataFolder = dataFolder;
    this.unfinished = dataFolder.resolveSibling(dataFolder.getFileName() + ".restoring");
  }

  /**
   * Restores.
   *
   * @param dataFolder must not be there, or be empty
   * @param programs where PostgreSQL's programs are unpacked; null for the data folder itself
   * @throws CannotStart if something is there, or the log does not reach the moment
   */
  static void run(
      TarArchiveInputStream backup,
      Path dataFolder,
      @Nullable Target target,
      @Nullable Path programs)
      throws IOException, SQLException {
    Restore restore = new Restore(dataFolder);
    restore.checkEmpty();
    FileSystemUtils.deleteRecursively(restore.unfinished);
    Files.createDirectories(restore.unfinished);
    restore.unpack(backup);
    if (target != null) {
      restore.aim(target);
    }
    restore.recover(programs);
    Files.deleteIfExists(dataFolder);
    Files.move(restore.unfinished, dataFolder, StandardCopyOption.ATOMIC_MOVE);
  }

  private void checkEmpty() throws IOException {
    if (!Files.exists(dataFolder)) {
      return;
    }
    try (Stream<Path> files = Files.list(dataFolder)) {
      if (files.findAny().isPresent()) {
        throw new CannotStart(
            "The folder %s is not empty, and a restore overwrites nothing: move it away, or name another with --data."
                .formatted(dataFolder));
      }
    }
  }

  private void unpack(TarArchiveInputStream backup) throws IOException {
    boolean root = Files.getAttribute(unfinished, "unix:uid").equals(0);
    for (TarArchiveEntry entry = backup.getNextEntry();
        entry != null;
        entry = backup.getNextEntry()) {
      Path target = unfinished.resolve(entry.getName()).normalize();
      if (!target.startsWith(unfinished)) {
        throw new IOException("The backup leads out of its folder: " + entry.getName());
      }
      if (entry.isDirectory()) {
        Files.createDirectories(target);
      } else {
        Files.createDirectories(target.getParent());
        Files.copy(backup, target, StandardCopyOption.REPLACE_EXISTING);
      }
      if (root) {
        Files.setAttribute(target, "unix:uid", (int) entry.getLongUserId());
        Files.setAttribute(target, "unix:gid", (int) entry.getLongGroupId());
      }
      Files.setPosixFilePermissions(target, permissions(entry.getMode()));
    }
  }

  /** Leads the recovery through the archived log to the moment, and no further. */
  private void aim(Target target) throws IOException {
    Path cluster = unfinished.resolve(CLUSTER);
    StringBuilder settings = new StringBuilder();
    setting(settings, "restore_command", "cp \"" + target.archive().toRealPath() + "/%f\" \"%p\"");
    Instant until = target.until();
    if (until != null) {
      setting(settings, "recovery_target_time", until.toString().replace("Z", "+00"));
      setting(settings, "recovery_target_action", "promote");
    }
    Files.writeString(cluster.resolve("postgresql.auto.conf"), settings, StandardOpenOption.APPEND);
    Path signal = Files.createFile(cluster.resolve("recovery.signal"));
    for (String attribute : List.of("unix:uid", "unix:gid")) {
      Object owner = Files.getAttribute(cluster, attribute);
      if (!owner.equals(Files.getAttribute(signal, attribute))) {
        Files.setAttribute(signal, attribute, owner);
      }
    }
  }

  private static void setting(StringBuilder settings, String name, String value) {
    settings.append(name).append(" = '").append(value.replace("'", "''")).append("'\n");
  }

  private void recover(@Nullable Path programs) throws SQLException {
    Path folder = unfinished.resolve(Database.EMBEDDED_FOLDER);
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(folder, programs == null ? folder : programs, SILENT)) {
      DatabaseAddress park = postgres.superuserOfThePark();
      try (Connection session =
              DriverManager.getConnection(park.url(), park.user(), park.password());
          Statement statement = session.createStatement()) {
        for (String sql : AFTERWARDS) {
          statement.execute(sql);
        }
        for (String setting : AIMS) {
          statement.execute("ALTER SYSTEM RESET " + setting);
        }
      }
    }
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (PosixFilePermission permission : PosixFilePermission.values()) {
      if ((mode & (0400 >> permission.ordinal())) != 0) {
        permissions.add(permission);
      }
    }
    return permissions;
  }
}
