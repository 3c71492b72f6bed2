package io.shanmen.ciphers;

import io.shanmen.kernel.ticketcode.Cryptography;
import io.shanmen.kernel.ticketcode.KeyMaterial;
import io.shanmen.kernel.ticketcode.Suite;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The international suite: AES and HMAC of the JDK, which the processor speeds up, and Ed25519 of
 * Bouncy Castle, which is several times faster than the JDK's.
 */
public final class InternationalCryptography implements Cryptography {

  private static final int KEY_BYTES = 32;

  /** Signing keys with their public halves, which Bouncy Castle would compute anew each time. */
  private final ConcurrentMap<KeyMaterial, SigningPair> signingPairs = new ConcurrentHashMap<>();

  /** Public keys as points of the curve, which cost a quarter of a verification to compute. */
  private final ConcurrentMap<KeyMaterial, Ed25519PublicKeyParameters> publicKeys =
      new ConcurrentHashMap<>();

  private record SigningPair(Ed25519PrivateKeyParameters secret, Ed25519PublicKeyParameters open) {

    static SigningPair of(KeyMaterial key) {
      Ed25519PrivateKeyParameters secret = new Ed25519PrivateKeyParameters(bytes(key));
      return new SigningPair(secret, secret.generatePublicKey());
    }
  }

  @Override
  public Suite suite() {
    return Suite.INTERNATIONAL;
  }

  @Override
  public byte[] seal(KeyMaterial key, byte[] nonce, byte[] associated, byte[] plain) {
    try {
      return aes(Cipher.ENCRYPT_MODE, key, nonce, associated).doFinal(plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not encrypt", e);
    }
  }

  @Override
  public Optional<byte[]> open(KeyMaterial key, byte[] nonce, byte[] associated, byte[] sealed) {
    if (sealed.length < Suite.TAG_BYTES) {
      return Optional.empty();
    }
    try {
      return Optional.of(aes(Cipher.DECRYPT_MODE, key, nonce, associated).doFinal(sealed));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not decrypt", e);
    }
  }

  private static Cipher aes(int mode, KeyMaterial key, byte[] nonce, byte[] associated)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(bytes(key), "AES"),
        new GCMParameterSpec(Suite.TAG_BYTES * Byte.SIZE, nonce));
    cipher.updateAAD(associated);
    return cipher;
  }

  @Override
  public byte[] sign(KeyMaterial key, byte[] message) {
    SigningPair pair = signingPairs.computeIfAbsent(key, SigningPair::of);
    byte[] signature = new byte[Suite.SIGNATURE_BYTES];
    pair.secret()
        .sign(
            Ed25519.Algorithm.Ed25519, pair.open(), null, message, 0, message.length, signature, 0);
    return signature;
  }

  @Override
  public boolean verify(KeyMaterial key, byte[] message, byte[] signature) {
    if (signature.length != Suite.SIGNATURE_BYTES) {
      return false;
    }
    return publicKeys
        .computeIfAbsent(key, open -> new Ed25519PublicKeyParameters(bytes(open)))
        .verify(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
  }

  @Override
  public byte[] mac(KeyMaterial key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(key), "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 does not work", e);
    }
  }

  private static byte[] bytes(KeyMaterial key) {
    byte[] bytes = key.bytes();
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException("a key of " + bytes.length + " bytes");
    }
    return bytes;
  }
}
