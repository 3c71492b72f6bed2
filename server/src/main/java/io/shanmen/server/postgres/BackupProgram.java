package io.shanmen.server.postgres;

import io.shanmen.server.host.CannotStart;
import io.shanmen.server.host.DataFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * {@code backup FOLDER} and {@code restore FILE}: the whole data folder of a park with an embedded
 * database, copied while it works or not, and put back.
 */
public final class BackupProgram {

  private static final int DONE = 0;
  private static final int NOT_DONE = 2;

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'shanmen-'yyyyMMdd'T'HHmmss'Z.backup'").withZone(ZoneOffset.UTC);

  /** No beans: the program only needs the settings, found as the server would find them. */
  private static final class SettingsOnly {}

  private final InstantSource clock;
  private final PrintStream out;

  public BackupProgram(InstantSource clock, PrintStream out) {
    this.clock = clock;
    this.out = out;
  }

  private interface Work {
    void with(Environment settings, Path named) throws IOException, SQLException;
  }

  /**
   * Backs up into a folder, as a new file of its own.
   *
   * @return the exit code: 0 if the backup is whole, 2 if there is none
   */
  public int backup(String[] arguments) {
    return run(arguments, "backup FOLDER", this::backup);
  }

  /**
   * Restores from a file, or from the newest in a folder.
   *
   * @return the exit code: 0 if the data folder is whole, 2 if nothing was changed
   */
  public int restore(String[] arguments) {
    return run(arguments, "restore FILE", this::restore);
  }

  private int run(String[] arguments, String usage, Work work) {
    List<String> words = Stream.of(arguments).filter(word -> !word.startsWith("--")).toList();
    if (words.size() != 1) {
      out.println("One folder or file is to be named: ./shanmen " + usage);
      return NOT_DONE;
    }
    String[] quiet =
        Stream.concat(Stream.of("--logging.level.root=error"), Stream.of(arguments))
            .toArray(String[]::new);
    try (ConfigurableApplicationContext settings =
        new SpringApplicationBuilder(SettingsOnly.class)
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .run(quiet)) {
      work.with(settings.getEnvironment(), Path.of(words.getFirst()).toAbsolutePath());
      return DONE;
    } catch (CannotStart e) {
      out.println(e.getMessage());
    } catch (IOException | SQLException e) {
      out.println("Not done: " + e.getMessage());
    }
    return NOT_DONE;
  }

  private void backup(Environment settings, Path into) throws IOException, SQLException {
    Path data = DataFolder.at(settings);
    PostgresFolder embedded = new PostgresFolder(data.resolve(Database.EMBEDDED_FOLDER));
    if (!embedded.holdsCluster()) {
      throw new CannotStart(
          "%s holds no embedded database. An external one is backed up with its own tools, see docs/operations/backup.md."
              .formatted(data));
    }
    char @Nullable [] passphrase = Passphrase.of(settings);
    if (!Files.exists(into)) {
      Files.createDirectories(
          into, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    Path file = into.resolve(NAME.format(clock.instant()));
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (TarArchiveOutputStream tar = BackupFile.write(part, passphrase)) {
        write(data, embedded, tar);
      }
      Files.move(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
    out.printf("%s  %d MB%n", file, Files.size(file) >> 20);
    if (passphrase == null) {
      out.println(
          "It is not sealed and holds the park's keys: keep it where only you can read, or give SHANMEN_BACKUP_PASSPHRASE.");
    }
  }

  /** A PostgreSQL that does not run is started for the backup. */
  private static void write(Path data, PostgresFolder embedded, TarArchiveOutputStream tar)
      throws IOException, SQLException {
    if (DataFolder.holder(data).isPresent()) {
      Backup.write(data.toRealPath(), EmbeddedPostgres.superuserRunningIn(embedded), tar);
      return;
    }
    try (DataFolder held = DataFolder.take(data);
        EmbeddedPostgres postgres = EmbeddedPostgres.start(embedded.root())) {
      Backup.write(held.path(), postgres.superuserAddress(), tar);
    }
  }

  private void restore(Environment settings, Path named) throws IOException, SQLException {
    Path file = Files.isDirectory(named) ? newest(named) : named;
    Path data = DataFolder.at(settings);
    try (TarArchiveInputStream backup = BackupFile.read(file, Passphrase.of(settings))) {
      Restore.run(backup, data, target(settings), null);
    }
    out.printf("%s has been restored to %s.%n", file.getFileName(), data);
    out.println("Verify it with ./shanmen verify before the park opens.");
  }

  private static Path newest(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".backup"))
          .max(Path::compareTo)
          .orElseThrow(() -> new CannotStart("There is no backup in %s.".formatted(folder)));
    }
  }

  private static Restore.@Nullable Target target(Environment settings) {
    String until = settings.getProperty("until");
    String given = settings.getProperty("archive");
    String archive = given == null ? settings.getProperty("shanmen.db.archive") : given;
    if (archive == null) {
      if (until != null) {
        throw new CannotStart(
            "A moment can only be restored with the archived log: name its folder with --archive=<folder>.");
      }
      return null;
    }
    try {
      return new Restore.Target(Path.of(archive), until == null ? null : Instant.parse(until));
    } catch (DateTimeParseException e) {
      throw new CannotStart(
          "--until=%s is no moment; write it as 2026-05-01T10:30:00Z.".formatted(until), e);
    }
  }
}
