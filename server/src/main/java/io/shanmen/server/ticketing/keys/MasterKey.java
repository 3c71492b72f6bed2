package io.shanmen.server.ticketing.keys;

/**
 * Wraps the secret parts of the keys of ticket codes, so that a copy of the database is worth
 * nothing without it. It lives in a keystore file now; a hardware token (PKCS#11) is another
 * implementation of this interface.
 */
public interface MasterKey {

  /**
   * Encrypts and authenticates a secret.
   *
   * @param purpose what the secret is; needed again to unwrap it
   */
  byte[] wrap(byte[] secret, String purpose);

  /**
   * The secret.
   *
   * @throws IllegalStateException if it was wrapped by another master key or for another purpose,
   *     or altered
   */
  byte[] unwrap(byte[] wrapped, String purpose);
}
