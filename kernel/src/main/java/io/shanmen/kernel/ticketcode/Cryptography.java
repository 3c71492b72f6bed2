package io.shanmen.kernel.ticketcode;

import java.util.Optional;

/**
 * The algorithms of one suite, written outside the kernel so that a program may choose its
 * provider. Implementations keep no state that shows, and may be called from many threads.
 *
 * <p>A key of the wrong length or kind is a bug and throws {@link IllegalArgumentException}.
 */
public interface Cryptography {

  Suite suite();

  /**
   * Encrypts and authenticates.
   *
   * @param key {@link Suite#sealKeyBytes}
   * @param nonce {@link Suite#NONCE_BYTES}, never twice under one key
   * @param associated authenticated and not encrypted
   * @return the cipher text followed by the tag
   */
  byte[] seal(KeyMaterial key, byte[] nonce, byte[] associated, byte[] plain);

  /** The plain text, or nothing where any byte is not as it was sealed. */
  Optional<byte[]> open(KeyMaterial key, byte[] nonce, byte[] associated, byte[] sealed);

  /**
   * Signs.
   *
   * @param key the private key (Ed25519: the 32 bytes of RFC 8032; SM2: the number d)
   * @return {@link Suite#SIGNATURE_BYTES}
   */
  byte[] sign(KeyMaterial key, byte[] message);

  /**
   * Whether the signature is good.
   *
   * @param key the public key (Ed25519: the 32 bytes of RFC 8032; SM2: x‖y)
   */
  boolean verify(KeyMaterial key, byte[] message, byte[] signature);

  /**
   * A message authentication code of 32 bytes.
   *
   * @param key 32 bytes
   */
  byte[] mac(KeyMaterial key, byte[] message);
}
