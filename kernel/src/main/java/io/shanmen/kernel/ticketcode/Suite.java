package io.shanmen.kernel.ticketcode;

import java.util.Arrays;
import java.util.Optional;

/** A set of cryptographic algorithms that belong together. */
public enum Suite {
  /** AES-256-GCM, Ed25519, HMAC-SHA256. */
  INTERNATIONAL(1),
  /** SM4-GCM, SM2 with SM3 (r‖s), HMAC-SM3: named here, written by nobody yet. */
  NATIONAL(2);

  /** Length of a signature in bytes: the same in both suites. */
  public static final int SIGNATURE_BYTES = 64;

  /** Length of the authentication tag in bytes. */
  public static final int TAG_BYTES = 16;

  /** Length of a nonce in bytes. */
  public static final int NONCE_BYTES = 12;

  private final int number;

  Suite(int number) {
    this.number = number;
  }

  /** The number in a code's header, 1 to 15. */
  public int number() {
    return number;
  }

  public static Optional<Suite> ofNumber(int number) {
    return Arrays.stream(values()).filter(suite -> suite.number == number).findFirst();
  }
}
