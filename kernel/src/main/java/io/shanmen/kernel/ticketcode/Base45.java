package io.shanmen.kernel.ticketcode;

import java.util.Arrays;
import java.util.Optional;

/** Bytes in the alphabet of QR's alphanumeric mode (RFC 9285): two bytes in three characters. */
public final class Base45 {

  private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  private static final int BASE = 45;
  private static final int[] VALUES = values();

  private Base45() {}

  public static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder((bytes.length * 3 + 1) / 2);
    for (int i = 0; i + 1 < bytes.length; i += 2) {
      int pair = (bytes[i] & 0xFF) << 8 | bytes[i + 1] & 0xFF;
      append(text, pair, 3);
    }
    if (bytes.length % 2 == 1) {
      append(text, bytes[bytes.length - 1] & 0xFF, 2);
    }
    return text.toString();
  }

  /** The bytes, or nothing where the text is not the encoding of any. */
  public static Optional<byte[]> decode(String text) {
    int length = text.length();
    if (length % 3 == 1) {
      return Optional.empty();
    }
    byte[] bytes = new byte[length / 3 * 2 + length % 3 / 2];
    int at = 0;
    for (int i = 0; i < length; i += 3) {
      int digits = Math.min(3, length - i);
      int value = valueOf(text, i, digits);
      if (value < 0 || value > (digits == 3 ? 0xFFFF : 0xFF)) {
        return Optional.empty();
      }
      if (digits == 3) {
        bytes[at++] = (byte) (value >>> 8);
      }
      bytes[at++] = (byte) value;
    }
    return Optional.of(bytes);
  }

  private static void append(StringBuilder text, int value, int digits) {
    int rest = value;
    for (int i = 0; i < digits; i++) {
      text.append(ALPHABET.charAt(rest % BASE));
      rest /= BASE;
    }
  }

  /** The number in these digits, least significant first, or −1 where one is not a digit. */
  private static int valueOf(String text, int from, int digits) {
    int value = 0;
    for (int i = from + digits - 1; i >= from; i--) {
      char c = text.charAt(i);
      int digit = c < VALUES.length ? VALUES[c] : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * BASE + digit;
    }
    return value;
  }

  private static int[] values() {
    int[] values = new int[128];
    Arrays.fill(values, -1);
    for (int i = 0; i < ALPHABET.length(); i++) {
      values[ALPHABET.charAt(i)] = i;
    }
    return values;
  }
}
