package io.shanmen.kernel.ticketcode;

import java.util.Arrays;
import java.util.Optional;

/** A set of cryptographic algorithms that belong together. */
public enum Suite {
  /** AES-256-GCM, Ed25519, HMAC-SHA256. */
  INTERNATIONAL(1, 32, 32),
  /** The national suite 国密: SM4-GCM, SM2 with SM3 (r‖s), HMAC-SM3. */
  NATIONAL(2, 16, 64);

  /** Length of a signature in bytes: the same in both suites. */
  public static final int SIGNATURE_BYTES = 64;

  /** Length of the authentication tag in bytes. */
  public static final int TAG_BYTES = 16;

  /** Length of a nonce in bytes. */
  public static final int NONCE_BYTES = 12;

  /** Length of a private key in bytes. */
  public static final int SIGN_KEY_BYTES = 32;

  /** Length of the key that hides bar codes, in bytes. */
  public static final int LINE_KEY_BYTES = 32;

  private final int number;
  private final int sealKeyBytes;
  private final int verifyKeyBytes;

  Suite(int number, int sealKeyBytes, int verifyKeyBytes) {
    this.number = number;
    this.sealKeyBytes = sealKeyBytes;
    this.verifyKeyBytes = verifyKeyBytes;
  }

  /** Length of the key that encrypts the claims, in bytes. */
  public int sealKeyBytes() {
    return sealKeyBytes;
  }

  /** Length of a public key in bytes. */
  public int verifyKeyBytes() {
    return verifyKeyBytes;
  }

  /** The number in a code's header, 1 to 15. */
  public int number() {
    return number;
  }

  public static Optional<Suite> ofNumber(int number) {
    return Arrays.stream(values()).filter(suite -> suite.number == number).findFirst();
  }
}
