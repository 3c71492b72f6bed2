package io.shanmen.server.ordering;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A command's content as 32 bytes, by which the same command sent again is told from another under
 * the same id.
 */
final class ContentHash {

  private ContentHash() {}

  /**
   * The hash of a command's parts.
   *
   * @param parts records, lists and plain values, whose text says all that matters
   */
  static byte[] of(Object... parts) {
    StringBuilder text = new StringBuilder();
    for (Object part : parts) {
      text.append(part).append('\n');
    }
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
