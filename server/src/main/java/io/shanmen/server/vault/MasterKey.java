package io.shanmen.server.vault;

/**
 * Wraps secrets, so that a copy of the database is worth nothing without it. It lives in a keystore
 * file or in a PKCS#11 token, which never gives it away.
 */
public interface MasterKey {

  /** How it is now, as far as is known without asking it. */
  MasterState state();

  /**
   * Encrypts and authenticates a secret.
   *
   * @param purpose what the secret is; needed again to unwrap it
   * @throws MasterKeyAway if it cannot be used now
   */
  byte[] wrap(byte[] secret, String purpose);

  /**
   * The secret.
   *
   * @throws NotThisMasterKey if it was wrapped by another master key or for another purpose, or
   *     altered
   * @throws MasterKeyAway if it cannot be used now
   */
  byte[] unwrap(byte[] wrapped, String purpose);
}
