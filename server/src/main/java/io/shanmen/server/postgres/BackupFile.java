package io.shanmen.server.postgres;

import io.shanmen.server.host.CannotStart;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The file of a backup: one line that says whether it is sealed, then a compressed tar of the data
 * folder. Only its owner may read it.
 */
final class BackupFile {

  private static final byte[] OPEN = line("shanmen-backup 1 open\n");
  private static final byte[] SEALED = line("shanmen-backup 1 seal\n");

  private BackupFile() {}

  private static byte[] line(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static TarArchiveOutputStream write(Path file, char @Nullable [] passphrase) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    OutputStream bytes =
        new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.WRITE));
    bytes.write(passphrase == null ? OPEN : SEALED);
    OutputStream content = passphrase == null ? bytes : Seal.sealing(bytes, passphrase);
    TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(content));
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    return tar;
  }

  /**
   * Opens it.
   *
   * @throws CannotStart if it is no backup, or is sealed and no passphrase was given
   */
  static TarArchiveInputStream read(Path file, char @Nullable [] passphrase) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
    byte[] first = bytes.readNBytes(OPEN.length);
    if (Arrays.equals(first, OPEN)) {
      return new TarArchiveInputStream(new GZIPInputStream(bytes));
    }
    if (!Arrays.equals(first, SEALED)) {
      throw new CannotStart("%s is no backup of Shanmen.".formatted(file));
    }
    if (passphrase == null) {
      throw new CannotStart(
          "%s is sealed: give its passphrase in SHANMEN_BACKUP_PASSPHRASE or with --shanmen.backup.passphrase-file=<file>."
              .formatted(file));
    }
    return new TarArchiveInputStream(new GZIPInputStream(Seal.opening(bytes, passphrase)));
  }
}
