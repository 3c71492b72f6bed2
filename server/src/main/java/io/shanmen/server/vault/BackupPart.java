package io.shanmen.server.vault;

import io.shanmen.ciphers.SecretParts;
import io.shanmen.kernel.outcome.Outcome;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;

/**
 * One person's part of a backup, as it is written down: 72 letters and digits in groups of six.
 * They hold the version (1 byte), the backup's number (4), how many parts are needed (1), this
 * part's number (1), its content (32) and a checksum (6, the first of SHA-256), in Crockford's base
 * 32, which takes small letters, O for 0 and I or L for 1.
 *
 * @param backupId which backup it belongs to
 * @param needed how many parts open it
 * @param part the content
 */
record BackupPart(int backupId, int needed, SecretParts.Part part) {

  /** The length of the secret that is split. */
  static final int SECRET_BYTES = 32;

  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LETTER_BITS = 5;
  private static final int GROUP_LETTERS = 6;
  private static final byte VERSION = 1;
  private static final int CHECKSUM_BYTES = 6;
  private static final int CONTENT_BYTES = 1 + Integer.BYTES + 1 + 1 + SECRET_BYTES;
  private static final int TEXT_LETTERS =
      (CONTENT_BYTES + CHECKSUM_BYTES) * Byte.SIZE / LETTER_BITS;

  /** As it is written down. */
  String text() {
    byte[] content =
        ByteBuffer.allocate(CONTENT_BYTES)
            .put(VERSION)
            .putInt(backupId)
            .put((byte) needed)
            .put((byte) part.number())
            .put(part.bytes())
            .array();
    byte[] whole =
        ByteBuffer.allocate(CONTENT_BYTES + CHECKSUM_BYTES)
            .put(content)
            .put(checksum(content))
            .array();
    StringBuilder text = new StringBuilder();
    for (int letter = 0; letter < TEXT_LETTERS; letter++) {
      if (letter > 0 && letter % GROUP_LETTERS == 0) {
        text.append('-');
      }
      text.append(LETTERS.charAt(letterAt(letter, whole)));
    }
    return text.toString();
  }

  /** Reads what somebody typed; refuses what was mistyped. */
  static Outcome<BackupPart> read(String typed) {
    String letters =
        typed
            .replaceAll("[\\s-]", "")
            .toUpperCase(Locale.ROOT)
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    if (letters.length() != TEXT_LETTERS) {
      return Outcome.refused(RecoveryProblem.KEY_PART_MISTYPED);
    }
    byte[] whole = new byte[CONTENT_BYTES + CHECKSUM_BYTES];
    for (int letter = 0; letter < TEXT_LETTERS; letter++) {
      int value = LETTERS.indexOf(letters.charAt(letter));
      if (value < 0) {
        return Outcome.refused(RecoveryProblem.KEY_PART_MISTYPED);
      }
      put(letter, value, whole);
    }
    byte[] content = Arrays.copyOf(whole, CONTENT_BYTES);
    byte[] checksum = Arrays.copyOfRange(whole, CONTENT_BYTES, whole.length);
    if (!MessageDigest.isEqual(checksum, checksum(content)) || content[0] != VERSION) {
      return Outcome.refused(RecoveryProblem.KEY_PART_MISTYPED);
    }
    ByteBuffer in = ByteBuffer.wrap(content, 1, CONTENT_BYTES - 1);
    int backupId = in.getInt();
    int needed = in.get() & 0xff;
    int number = in.get() & 0xff;
    byte[] bytes = new byte[SECRET_BYTES];
    in.get(bytes);
    return number == 0
        ? Outcome.refused(RecoveryProblem.KEY_PART_MISTYPED)
        : Outcome.done(new BackupPart(backupId, needed, new SecretParts.Part(number, bytes)));
  }

  private static int letterAt(int letter, byte[] whole) {
    int value = 0;
    for (int bit = letter * LETTER_BITS; bit < (letter + 1) * LETTER_BITS; bit++) {
      int isSet = whole[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1;
      value = value << 1 | isSet;
    }
    return value;
  }

  private static void put(int letter, int value, byte[] whole) {
    for (int at = 0; at < LETTER_BITS; at++) {
      int bit = letter * LETTER_BITS + at;
      int isSet = value >> (LETTER_BITS - 1 - at) & 1;
      whole[bit / Byte.SIZE] |= (byte) (isSet << (Byte.SIZE - 1 - bit % Byte.SIZE));
    }
  }

  private static byte[] checksum(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return Arrays.copyOf(digest, CHECKSUM_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no SHA-256", e);
    }
  }

  /** Never shows the part in a log. */
  @Override
  public String toString() {
    return "BackupPart[backupId=" + backupId + ", part=" + part + "]";
  }
}
