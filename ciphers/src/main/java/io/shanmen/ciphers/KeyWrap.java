package io.shanmen.ciphers;

import io.shanmen.kernel.ticketcode.KeyId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Wraps a secret for the key pair of one terminal: ECDH on P-256 with a key pair made for this
 * once, HKDF-SHA256, AES-256-GCM (docs/protocols/gate-server.md, section 5). Nobody else opens it,
 * not even whoever wrapped it.
 */
public final class KeyWrap {

  /** The name of this way of wrapping. */
  public static final String NAME = "ECDH-P256-A256GCM";

  private static final String LABEL = "shanmen-key-wrap";
  private static final int KEY_BYTES = 32;
  private static final int TAG_BITS = 128;

  /** The key serves once, so its nonce may always be the same. */
  private static final byte[] NONCE = new byte[12];

  /** SubjectPublicKeyInfo of a P-256 key. */
  private static final int PUBLIC_KEY_BYTES = 91;

  private KeyWrap() {}

  /** What a gate's copy of a part of a key is wrapped for. */
  public static String purpose(String part, KeyId key, UUID gateId) {
    return "gate-key/%s/%d/%d/%d/%s".formatted(part, key.park(), key.number(), key.epoch(), gateId);
  }

  /**
   * Wraps.
   *
   * @param receiver SubjectPublicKeyInfo of a P-256 key
   * @param purpose what the secret is; needed again to unwrap it
   */
  public static byte[] wrap(byte[] receiver, byte[] secret, String purpose) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair once = generator.generateKeyPair();
      byte[] point = once.getPublic().getEncoded();
      SecretKey key = key(once, publicKey(receiver), concat(point, receiver));
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, purpose).doFinal(secret);
      return concat(point, sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a P-256 key", e);
    }
  }

  /** The secret, or nothing where it was not wrapped for this key and purpose. */
  public static Optional<byte[]> unwrap(KeyPair own, byte[] wrapped, String purpose) {
    if (wrapped.length < PUBLIC_KEY_BYTES) {
      return Optional.empty();
    }
    byte[] point = Arrays.copyOf(wrapped, PUBLIC_KEY_BYTES);
    byte[] sealed = Arrays.copyOfRange(wrapped, PUBLIC_KEY_BYTES, wrapped.length);
    try {
      SecretKey key = key(own, publicKey(point), concat(point, own.getPublic().getEncoded()));
      return Optional.of(cipher(Cipher.DECRYPT_MODE, key, purpose).doFinal(sealed));
    } catch (AEADBadTagException altered) {
      return Optional.empty();
    } catch (GeneralSecurityException notOnTheCurve) {
      return Optional.empty();
    }
  }

  private static PublicKey publicKey(byte[] encoded) throws GeneralSecurityException {
    PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
    if (!(key instanceof ECPublicKey) || encoded.length != PUBLIC_KEY_BYTES) {
      throw new GeneralSecurityException("not a P-256 key");
    }
    return key;
  }

  private static SecretKey key(KeyPair own, PublicKey other, byte[] both)
      throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(own.getPrivate());
    agreement.doPhase(other, true);
    byte[] info = concat(LABEL.getBytes(StandardCharsets.US_ASCII), both);
    return KDF.getInstance("HKDF-SHA256")
        .deriveKey(
            "AES",
            HKDFParameterSpec.ofExtract()
                .addIKM(agreement.generateSecret())
                .thenExpand(info, KEY_BYTES));
  }

  private static Cipher cipher(int mode, SecretKey key, String purpose)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, NONCE));
    cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static byte[] concat(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
