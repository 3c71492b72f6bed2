package io.shanmen.server.terminal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * Codes that a person reads from one screen and types into another: eight letters and digits (40
 * bits) that cannot be mistaken for one another, shown as {@code 7K4M-92QX}.
 */
final class OneTimeCode {

  private static final String SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final int LENGTH = 8;

  private OneTimeCode() {}

  static String make(SecureRandom random) {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      code.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
    }
    return code.insert(LENGTH / 2, '-').toString();
  }

  /** The hash of a code however it was typed: case, blanks and hyphens do not matter. */
  static byte[] hash(String typed) {
    String plain = typed.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "");
    try {
      return MessageDigest.getInstance("SHA-256").digest(plain.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean matches(String typed, String code) {
    return MessageDigest.isEqual(hash(typed), hash(code));
  }
}
