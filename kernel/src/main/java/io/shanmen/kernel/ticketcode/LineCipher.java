package io.shanmen.kernel.ticketcode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * Hides twelve digits and their keyed check in 22 digits that look random: a Feistel network over
 * two halves of eleven digits (docs/protocols/ticket-code.md, section 6).
 */
final class LineCipher {

  static final int DIGITS = 22;

  /** One more than the highest of the hidden numbers: twelve digits. */
  static final long PAYLOAD_LIMIT = 1_000_000_000_000L;

  private static final int ROUNDS = 10;
  private static final int HALF_DIGITS = 11;
  private static final long HALF_LIMIT = 100_000_000_000L;
  private static final long CHECK_LIMIT = 10_000_000_000L;
  private static final String CHECK_LABEL = "shanmen-line-check:";
  private static final String ROUND_LABEL = "shanmen-line-round-";

  private final Cryptography cryptography;
  private final KeyMaterial key;

  LineCipher(Cryptography cryptography, KeyMaterial key) {
    this.cryptography = cryptography;
    this.key = key;
  }

  String hide(long payload) {
    String plain = digits(payload, 12) + digits(check(payload), 10);
    long left = Long.parseLong(plain, 0, HALF_DIGITS, 10);
    long right = Long.parseLong(plain, HALF_DIGITS, DIGITS, 10);
    for (int round = 0; round < ROUNDS; round++) {
      long next = (left + scramble(round, right)) % HALF_LIMIT;
      left = right;
      right = next;
    }
    return digits(left, HALF_DIGITS) + digits(right, HALF_DIGITS);
  }

  /** The payload, or nothing where the check does not fit. */
  OptionalLong uncover(String hidden) {
    long left = Long.parseLong(hidden, 0, HALF_DIGITS, 10);
    long right = Long.parseLong(hidden, HALF_DIGITS, DIGITS, 10);
    for (int round = ROUNDS - 1; round >= 0; round--) {
      long before = Math.floorMod(right - scramble(round, left), HALF_LIMIT);
      right = left;
      left = before;
    }
    String plain = digits(left, HALF_DIGITS) + digits(right, HALF_DIGITS);
    long payload = Long.parseLong(plain, 0, 12, 10);
    long check = Long.parseLong(plain, 12, DIGITS, 10);
    return check == check(payload) ? OptionalLong.of(payload) : OptionalLong.empty();
  }

  private long check(long payload) {
    return number(CHECK_LABEL + digits(payload, 12), CHECK_LIMIT);
  }

  private long scramble(int round, long half) {
    return number(ROUND_LABEL + round + ":" + digits(half, HALF_DIGITS), HALF_LIMIT);
  }

  private long number(String message, long limit) {
    byte[] mac = cryptography.mac(key, message.getBytes(StandardCharsets.US_ASCII));
    return Long.remainderUnsigned(ByteBuffer.wrap(mac).getLong(), limit);
  }

  private static String digits(long number, int length) {
    String bare = Long.toString(number);
    return "0".repeat(length - bare.length()) + bare;
  }
}
