package io.shanmen.server.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The end of the chain as it was at certain moments, kept in a file outside the database: whoever
 * rewrites the whole chain or cuts its end off with the rights of the database's owner is found out
 * by these. The file may be copied elsewhere at any time; it holds nothing secret.
 *
 * <p>One anchor per line: the moment, the sequence number and the chain's hash in hexadecimal.
 */
final class Anchors {

  /** One remembered end of the chain. */
  record Anchor(Instant at, long sequence, byte[] chainHash) {}

  private static final int LINE_LIMIT_BYTES = 256;

  private final Path file;

  Anchors(Path file) {
    this.file = file;
  }

  /** Those that a server keeps in its data folder. */
  static Anchors in(Path dataFolder) {
    return new Anchors(dataFolder.resolve("audit-anchors.txt"));
  }

  void append(Anchor anchor) {
    String line =
        "%s %d %s\n"
            .formatted(
                anchor.at(), anchor.sequence(), HexFormat.of().formatHex(anchor.chainHash()));
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
      }
      try (FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.SYNC)) {
        channel.position(endOfWholeLines(channel));
        channel.truncate(channel.position());
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the audit anchors cannot be written to " + file, e);
    }
  }

  /** A crash or a full disk may have left half of a line, which is shorter than this. */
  private static long endOfWholeLines(FileChannel channel) throws IOException {
    long from = Math.max(0, channel.size() - LINE_LIMIT_BYTES);
    ByteBuffer tail = ByteBuffer.allocate(LINE_LIMIT_BYTES);
    int length = channel.read(tail, from);
    while (length > 0 && tail.get(length - 1) != '\n') {
      length--;
    }
    return from + Math.max(0, length);
  }

  /** All anchors, oldest first; a half-written last line (a crash) is left out. */
  List<Anchor> all() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      List<Anchor> anchors = new ArrayList<>();
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        String[] parts = line.split(" ", -1);
        anchors.add(
            new Anchor(
                Instant.parse(parts[0]),
                Long.parseLong(parts[1]),
                HexFormat.of().parseHex(parts[2])));
      }
      return anchors;
    } catch (IOException e) {
      throw new UncheckedIOException("the audit anchors cannot be read from " + file, e);
    }
  }
}
