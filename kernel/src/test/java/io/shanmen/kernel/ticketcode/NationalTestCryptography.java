package io.shanmen.kernel.ticketcode;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
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

/**
 * The national suite for tests. Its signatures' random number follows from key and message, so that
 * the vectors are the same each time they are written.
 */
public final class NationalTestCryptography implements Cryptography {

  private static final X9ECParameters NAMED = GMNamedCurves.getByName("sm2p256v1");
  private static final ECDomainParameters CURVE = new ECDomainParameters(NAMED);

  /** The public key that belongs to a private one. */
  public static KeyMaterial publicKey(KeyMaterial sign) {
    byte[] point =
        CURVE.getG().multiply(new BigInteger(1, sign.bytes())).normalize().getEncoded(false);
    return KeyMaterial.of(Arrays.copyOfRange(point, 1, point.length));
  }

  private static final class Fixed extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] bytes;

    Fixed(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] into) {
      System.arraycopy(bytes, 0, into, 0, into.length);
    }
  }

  @Override
  public Suite suite() {
    return Suite.NATIONAL;
  }

  @Override
  public byte[] seal(KeyMaterial key, byte[] nonce, byte[] associated, byte[] plain) {
    try {
      return run(true, key, new Message(nonce, associated, plain));
    } catch (InvalidCipherTextException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public Optional<byte[]> open(KeyMaterial key, byte[] nonce, byte[] associated, byte[] sealed) {
    try {
      return Optional.of(run(false, key, new Message(nonce, associated, sealed)));
    } catch (InvalidCipherTextException altered) {
      return Optional.empty();
    }
  }

  private record Message(byte[] nonce, byte[] associated, byte[] text) {}

  private static byte[] run(boolean seal, KeyMaterial key, Message message)
      throws InvalidCipherTextException {
    GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());
    cipher.init(
        seal,
        new AEADParameters(
            new KeyParameter(key.bytes()),
            Suite.TAG_BYTES * 8,
            message.nonce(),
            message.associated()));
    byte[] text = message.text();
    byte[] out = new byte[cipher.getOutputSize(text.length)];
    int done = cipher.processBytes(text, 0, text.length, out, 0);
    done += cipher.doFinal(out, done);
    return Arrays.copyOf(out, done);
  }

  @Override
  public byte[] sign(KeyMaterial key, byte[] message) {
    SM3Digest digest = new SM3Digest();
    digest.update(key.bytes(), 0, key.bytes().length);
    digest.update(message, 0, message.length);
    byte[] k = new byte[digest.getDigestSize()];
    digest.doFinal(k, 0);
    // Surely below the curve's order.
    k[0] &= 0x7F;
    SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
    signer.init(
        true,
        new ParametersWithRandom(
            new ECPrivateKeyParameters(new BigInteger(1, key.bytes()), CURVE), new Fixed(k)));
    signer.update(message, 0, message.length);
    try {
      return signer.generateSignature();
    } catch (CryptoException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public boolean verify(KeyMaterial key, byte[] message, byte[] signature) {
    byte[] point = new byte[65];
    point[0] = 4;
    System.arraycopy(key.bytes(), 0, point, 1, 64);
    SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
    signer.init(false, new ECPublicKeyParameters(CURVE.getCurve().decodePoint(point), CURVE));
    signer.update(message, 0, message.length);
    return signer.verifySignature(signature);
  }

  @Override
  public byte[] mac(KeyMaterial key, byte[] message) {
    HMac hmac = new HMac(new SM3Digest());
    hmac.init(new KeyParameter(key.bytes()));
    hmac.update(message, 0, message.length);
    byte[] mac = new byte[hmac.getMacSize()];
    hmac.doFinal(mac, 0);
    return mac;
  }
}
