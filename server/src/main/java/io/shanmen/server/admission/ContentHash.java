package io.shanmen.server.admission;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Tells whether a request with a known id is the same request. */
final class ContentHash {

  private ContentHash() {}

  static byte[] of(UUID sender, Record content) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest((sender + "\n" + content).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
