package io.shanmen.server.admission.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The chain of a journal: each hash covers the one before and the entry's own text (R87). */
final class JournalChain {

  static final int HASH_BYTES = 32;

  private JournalChain() {}

  static byte[] next(byte[] previous, String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(previous);
      return sha256.digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
