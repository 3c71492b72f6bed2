package io.shanmen.server.postgres;

import io.shanmen.server.host.CannotStart;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs for this machine, unpacked from the class path. */
record Programs(Path folder) {
  private static final Set<PosixFilePermission> EXECUTABLE =
      PosixFilePermissions.fromString("rwxr-xr-x");

  /** The major version inside; a cluster of another one needs another program. */
  static final String MAJOR_VERSION = "18";

  String initdb() {
    return folder.resolve("bin/initdb").toString();
  }

  String postgres() {
    return folder.resolve("bin/postgres").toString();
  }

  /**
   * Finds the programs in a folder of their own below {@code parent}, unpacking them there when
   * they are not: about a second, once for each version of the archive.
   */
  static Programs in(Path parent) {
    URL archive = archive();
    try {
      URLConnection connection = archive.openConnection();
      Path folder = parent.resolve("programs-" + fingerprint(connection));
      if (!Files.isDirectory(folder)) {
        try (InputStream content = connection.getInputStream()) {
          unpack(content, folder);
        }
      }
      return new Programs(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL archive() {
    String machine = System.getProperty("os.name", "") + " " + System.getProperty("os.arch", "");
    String name =
        switch (machine) {
          case "Linux amd64" -> "/postgres-linux-x86_64.txz";
          case "Linux aarch64" -> "/postgres-linux-arm_64.txz";
          default -> throw noProgramsFor(machine);
        };
    @Nullable URL archive = Programs.class.getResource(name);
    if (archive == null) {
      throw noProgramsFor(machine);
    }
    return archive;
  }

  private static CannotStart noProgramsFor(String machine) {
    return new CannotStart(
        "Shanmen brings PostgreSQL for Linux on x86-64 and ARM64, not for %s: name a PostgreSQL 18 with --shanmen.db.url, --shanmen.db.user and --shanmen.db.password."
            .formatted(machine));
  }

  /** Tells archives apart without reading their 15 MB: the checksum that the jar keeps anyway. */
  private static String fingerprint(URLConnection connection) throws IOException {
    return connection instanceof JarURLConnection jar
        ? MAJOR_VERSION + "-%08x".formatted(jar.getJarEntry().getCrc())
        : MAJOR_VERSION + "-" + connection.getContentLengthLong();
  }

  private static void unpack(InputStream content, Path folder) throws IOException {
    Path unfinished =
        Files.createTempDirectory(Files.createDirectories(folder.getParent()), "programs.new");
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(content)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(entry, tar, unfinished);
      }
    }
    Files.setPosixFilePermissions(unfinished, EXECUTABLE);
    // Whoever sees the folder sees it whole.
    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path into)
      throws IOException {
    Path target = into.resolve(entry.getName()).normalize();
    if (!target.startsWith(into)) {
      throw new IOException("Archive entry outside of its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, target);
      if ((entry.getMode() & 0100) != 0) {
        Files.setPosixFilePermissions(target, EXECUTABLE);
      }
    }
  }
}
