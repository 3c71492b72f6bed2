package io.shanmen.server.postgres;

import io.shanmen.server.host.WebServerFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Copies a data folder while its PostgreSQL works: the cluster by PostgreSQL's low-level backup
 * functions, with the log that makes the copy whole, and everything else as it is. What was
 * committed before the backup ended is in it.
 */
final class Backup {

  /** What is not the park's: unpacked programs, logs, locks, and the port, which is found anew. */
  private static final Set<String> LEFT_OUT =
      Set.of("server.lock", "postgres/port", "postgres/postgres.log", "postgres/postgres.log.1");

  private static final String CLUSTER = "postgres/cluster/";
  private static final String PROGRAMS = "postgres/programs";

  /** Folders whose content PostgreSQL makes anew at each start; the folders must be there. */
  private static final Set<String> ONLY_THE_FOLDER =
      Set.of(
          "pg_wal",
          "pg_wal/archive_status",
          "pg_wal/summaries",
          "pg_replslot",
          "pg_dynshmem",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");

  private static final Set<String> NOT_OF_A_COPY =
      Set.of("postmaster.pid", "postmaster.opts", "backup_label", "tablespace_map");

  private static final String CONTROL = "global/pg_control";
  private static final String WAL_SEGMENT = "[0-9A-F]{24}";

  private final Path dataFolder;
  private final Path cluster;
  private final TarArchiveOutputStream tar;

  private Backup(Path dataFolder, TarArchiveOutputStream tar) {
    this.dataFolder = dataFolder;
    this.cluster = dataFolder.resolve(CLUSTER);
    this.tar = tar;
  }

  /**
   * Writes the data folder into the archive.
   *
   * @param superuser of the PostgreSQL that runs on it
   */
  static void write(Path dataFolder, DatabaseAddress superuser, TarArchiveOutputStream tar)
      throws IOException, SQLException {
    Backup backup = new Backup(dataFolder, tar);
    try (Connection session =
            DriverManager.getConnection(superuser.url(), superuser.user(), superuser.password());
        Statement statement = session.createStatement()) {
      backup.cluster(statement);
    }
    // Last, so that a key that the copied database already speaks of is here too.
    backup.rest();
  }

  private void cluster(Statement session) throws IOException, SQLException {
    // A slot of this session keeps the log from being recycled until it has been copied.
    session.execute(
        "SELECT pg_create_physical_replication_slot('shanmen_backup_' || pg_backend_pid(), true, true)");
    session.execute("SELECT pg_backup_start('shanmen', true)");
    copyFiles();
    copy(cluster.resolve(CONTROL));
    try (ResultSet end =
        session.executeQuery(
            """
            SELECT stop.labelfile, pg_walfile_name(stop.lsn) AS last
            FROM pg_backup_stop(false) AS stop
            """)) {
      end.next();
      String label = end.getString("labelfile");
      copyLog(firstSegment(label), end.getString("last"));
      put(CLUSTER + "backup_label", label.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void copyFiles() throws IOException {
    try (Stream<Path> files = Files.walk(cluster)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = cluster.relativize(file).toString();
        if (belongs(name)) {
          copy(file);
        }
      }
    } catch (java.io.UncheckedIOException vanished) {
      throw vanished.getCause();
    }
  }

  private static boolean belongs(String name) {
    if (NOT_OF_A_COPY.contains(name) || name.equals(CONTROL)) {
      return false;
    }
    if (name.contains("pgsql_tmp") || name.endsWith(".part")) {
      return false;
    }
    return ONLY_THE_FOLDER.contains(name)
        || ONLY_THE_FOLDER.stream().noneMatch(folder -> name.startsWith(folder + "/"));
  }

  /** "START WAL LOCATION: 0/2000028 (file 000000010000000000000002)". */
  private static String firstSegment(String label) {
    int from = label.indexOf("(file ") + "(file ".length();
    return label.substring(from, label.indexOf(')', from));
  }

  private void copyLog(String first, String last) throws IOException {
    try (Stream<Path> files = Files.list(cluster.resolve("pg_wal"))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        boolean needed =
            name.matches(WAL_SEGMENT) && name.compareTo(first) >= 0 && name.compareTo(last) <= 0;
        if (needed || name.endsWith(".history")) {
          copy(file);
        }
      }
    }
  }

  private void rest() throws IOException {
    try (Stream<Path> files = Files.walk(dataFolder)) {
      List<Path> others = files.filter(file -> !file.equals(dataFolder)).toList();
      for (Path file : others) {
        String name = dataFolder.relativize(file).toString();
        boolean isCluster = (name + "/").startsWith(CLUSTER);
        boolean isMadeAnew =
            name.startsWith(PROGRAMS)
                || Path.of(name).startsWith(WebServerFolder.NAME)
                || LEFT_OUT.contains(name);
        if (!isCluster && !isMadeAnew) {
          copy(file);
        }
      }
    }
  }

  /**
   * A file that grows meanwhile is cut at its length, one that shrinks is filled up, one that has
   * gone is left out: the log puts all of it right.
   */
  private void copy(Path file) throws IOException {
    try {
      PosixFileAttributes attributes =
          Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isSymbolicLink()) {
        throw new IOException(
            "%s is a symbolic link, which a backup does not follow".formatted(file));
      }
      if (attributes.isDirectory()) {
        tar.putArchiveEntry(entry(file, attributes, "/"));
        tar.closeArchiveEntry();
      } else if (attributes.isRegularFile()) {
        try (InputStream content = Files.newInputStream(file)) {
          TarArchiveEntry entry = entry(file, attributes, "");
          entry.setSize(attributes.size());
          tar.putArchiveEntry(entry);
          copy(content, attributes.size());
          tar.closeArchiveEntry();
        }
      }
    } catch (NoSuchFileException gone) {
      // Dropped while the backup went on.
    }
  }

  private TarArchiveEntry entry(Path file, PosixFileAttributes attributes, String ending)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(dataFolder.relativize(file) + ending);
    entry.setMode(mode(attributes.permissions()));
    entry.setUserId(((Integer) Files.getAttribute(file, "unix:uid")).intValue());
    entry.setGroupId(((Integer) Files.getAttribute(file, "unix:gid")).intValue());
    entry.setModTime(attributes.lastModifiedTime());
    return entry;
  }

  private void copy(InputStream content, long size) throws IOException {
    byte[] block = new byte[1 << 16];
    long left = size;
    while (left > 0) {
      int read = content.readNBytes(block, 0, (int) Math.min(block.length, left));
      if (read == 0) {
        java.util.Arrays.fill(block, (byte) 0);
        read = (int) Math.min(block.length, left);
      }
      tar.write(block, 0, read);
      left -= read;
    }
  }

  private void put(String name, byte[] content) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    entry.setMode(mode(Files.getPosixFilePermissions(cluster.resolve("PG_VERSION"))));
    entry.setUserId(((Integer) Files.getAttribute(cluster, "unix:uid")).intValue());
    entry.setGroupId(((Integer) Files.getAttribute(cluster, "unix:gid")).intValue());
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static int mode(Set<PosixFilePermission> permissions) {
    int mode = 0;
    for (PosixFilePermission permission : permissions) {
      mode |= 0400 >> permission.ordinal();
    }
    return mode;
  }
}
