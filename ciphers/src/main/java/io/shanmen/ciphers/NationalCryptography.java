package io.shanmen.ciphers;

import io.shanmen.kernel.ticketcode.Cryptography;
import io.shanmen.kernel.ticketcode.KeyMaterial;
import io.shanmen.kernel.ticketcode.Suite;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.math.ec.ECPoint;

/**
 * The national suite 国密: SM2 with SM3 (GM/T 0003.2, user id 1234567812345678 as GM/T 0009 sets it,
 * signature r‖s), SM4 in GCM (GM/T 0002), HMAC with SM3 (GM/T 0004). A private key is the number d,
 * a public key the point's x‖y, all of 32 bytes each; SM4 keys have 16 bytes.
 */
public final class NationalCryptography implements Cryptography {

  private static final int NUMBER_BYTES = 32;
  private static final byte UNCOMPRESSED = 4;
  private static final ECDomainParameters CURVE = curve();

  private final SecureRandom random;

  public NationalCryptography() {
    this(new SecureRandom());
  }

  /** Takes the signatures' random numbers from a given source: published vectors name theirs. */
  NationalCryptography(SecureRandom random) {
    this.random = random;
  }

  /** By Bouncy Castle's arithmetic for this curve: faster, and a fraction of the garbage. */
  private static ECDomainParameters curve() {
    X9ECParameters curve = CustomNamedCurves.getByName("sm2p256v1");
    return new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
  }

  /** A new private key. */
  static KeyMaterial freshPrivateKey(SecureRandom random) {
    // From 1 to n - 2: n - 1 would have no inverse of 1 + d.
    BigInteger limit = CURVE.getN().subtract(BigInteger.TWO);
    while (true) {
      BigInteger drawn = new BigInteger(CURVE.getN().bitLength(), random);
      if (drawn.signum() > 0 && drawn.compareTo(limit) <= 0) {
        return KeyMaterial.of(number(drawn));
      }
    }
  }

  /** The public key x‖y that belongs to a private key. */
  static KeyMaterial publicKey(KeyMaterial privateKey) {
    ECPoint point =
        CURVE.getG().multiply(new BigInteger(1, bytes(privateKey, NUMBER_BYTES))).normalize();
    byte[] encoded = point.getEncoded(false);
    return KeyMaterial.of(Arrays.copyOfRange(encoded, 1, encoded.length));
  }

  private static byte[] number(BigInteger value) {
    byte[] signed = value.toByteArray();
    byte[] fixed = new byte[NUMBER_BYTES];
    int length = Math.min(signed.length, NUMBER_BYTES);
    System.arraycopy(signed, signed.length - length, fixed, NUMBER_BYTES - length, length);
    return fixed;
  }

  @Override
  public Suite suite() {
    return Suite.NATIONAL;
  }

  @Override
  public byte[] seal(KeyMaterial key, byte[] nonce, byte[] associated, byte[] plain) {
    try {
      return gcm(true, parameters(key, nonce, associated), plain);
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("SM4-GCM does not encrypt", e);
    }
  }

  @Override
  public Optional<byte[]> open(KeyMaterial key, byte[] nonce, byte[] associated, byte[] sealed) {
    if (sealed.length < Suite.TAG_BYTES) {
      return Optional.empty();
    }
    try {
      return Optional.of(gcm(false, parameters(key, nonce, associated), sealed));
    } catch (InvalidCipherTextException altered) {
      return Optional.empty();
    }
  }

  private static AEADParameters parameters(KeyMaterial key, byte[] nonce, byte[] associated) {
    KeyParameter parameter = new KeyParameter(bytes(key, Suite.NATIONAL.sealKeyBytes()));
    return new AEADParameters(parameter, Suite.TAG_BYTES * Byte.SIZE, nonce, associated);
  }

  private static byte[] gcm(boolean seal, AEADParameters parameters, byte[] text)
      throws InvalidCipherTextException {
    GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());
    cipher.init(seal, parameters);
    byte[] out = new byte[cipher.getOutputSize(text.length)];
    int done = cipher.processBytes(text, 0, text.length, out, 0);
    done += cipher.doFinal(out, done);
    return Arrays.copyOf(out, done);
  }

  @Override
  public byte[] sign(KeyMaterial key, byte[] message) {
    BigInteger d = new BigInteger(1, bytes(key, NUMBER_BYTES));
    SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
    signer.init(true, new ParametersWithRandom(new ECPrivateKeyParameters(d, CURVE), random));
    signer.update(message, 0, message.length);
    try {
      return signer.generateSignature();
    } catch (CryptoException e) {
      throw new IllegalStateException("SM2 does not sign", e);
    }
  }

  @Override
  public boolean verify(KeyMaterial key, byte[] message, byte[] signature) {
    if (signature.length != Suite.SIGNATURE_BYTES) {
      return false;
    }
    byte[] encoded = new byte[1 + Suite.NATIONAL.verifyKeyBytes()];
    encoded[0] = UNCOMPRESSED;
    System.arraycopy(
        bytes(key, Suite.NATIONAL.verifyKeyBytes()), 0, encoded, 1, encoded.length - 1);
    SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
    // A point off the curve is a key of the wrong kind: IllegalArgumentException.
    signer.init(false, new ECPublicKeyParameters(CURVE.getCurve().decodePoint(encoded), CURVE));
    signer.update(message, 0, message.length);
    return signer.verifySignature(signature);
  }

  @Override
  public byte[] mac(KeyMaterial key, byte[] message) {
    HMac hmac = new HMac(new SM3Digest());
    hmac.init(new KeyParameter(bytes(key, Suite.LINE_KEY_BYTES)));
    hmac.update(message, 0, message.length);
    byte[] mac = new byte[hmac.getMacSize()];
    hmac.doFinal(mac, 0);
    return mac;
  }

  private static byte[] bytes(KeyMaterial key, int length) {
    byte[] bytes = key.bytes();
    if (bytes.length != length) {
      throw new IllegalArgumentException("a key of " + bytes.length + " bytes, not " + length);
    }
    return bytes;
  }
}
