package io.shanmen.server.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The two hashes of the chain, both SHA-256.
 *
 * <p>The hash of an entry covers each of its columns in the order of {@link AuditRecord}: numbers
 * and the time (microseconds since 1970) as 8 bytes big-endian, texts as their length in bytes (4
 * bytes big-endian) and their UTF-8, what is missing as the length −1. The chain's hash covers the
 * chain's hash before, the sequence number (8 bytes) and the entry's hash; before the first it is
 * 32 zero bytes.
 */
final class ChainHash {

  static final byte[] START = new byte[32];

  private static final int MISSING = -1;

  private ChainHash() {}

  static byte[] ofEntry(AuditRecord entry) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      out.writeLong(entry.entryId());
      out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, entry.at()));
      write(out, entry.actorKind().name());
      write(out, Objects.toString(entry.actorId(), null));
      write(out, entry.actorName());
      write(out, Objects.toString(entry.terminalId(), null));
      write(out, entry.action());
      write(out, entry.subjectType());
      write(out, entry.subjectId());
      write(out, entry.before());
      write(out, entry.after());
      write(out, entry.refusal());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sha256().digest(bytes.toByteArray());
  }

  static byte[] ofLink(byte[] chainHashBefore, long sequence, byte[] entryHash) {
    MessageDigest digest = sha256();
    digest.update(chainHashBefore);
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, sequence));
    return digest.digest(entryHash);
  }

  private static void write(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(MISSING);
      return;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
