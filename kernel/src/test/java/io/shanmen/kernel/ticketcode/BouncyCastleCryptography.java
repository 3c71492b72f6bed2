package io.shanmen.kernel.ticketcode;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** The international suite by Bouncy Castle, for tests. */
public final class BouncyCastleCryptography implements Cryptography {

  /** The public key that belongs to a private one. */
  public static KeyMaterial publicKey(KeyMaterial sign) {
    return KeyMaterial.of(
        new Ed25519PrivateKeyParameters(sign.bytes()).generatePublicKey().getEncoded());
  }

  @Override
  public Suite suite() {
    return Suite.INTERNATIONAL;
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
    GCMModeCipher cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
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
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, new Ed25519PrivateKeyParameters(key.bytes()));
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }

  @Override
  public boolean verify(KeyMaterial key, byte[] message, byte[] signature) {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(false, new Ed25519PublicKeyParameters(key.bytes()));
    signer.update(message, 0, message.length);
    return signer.verifySignature(signature);
  }

  @Override
  public byte[] mac(KeyMaterial key, byte[] message) {
    HMac hmac = new HMac(new SHA256Digest());
    hmac.init(new KeyParameter(key.bytes()));
    hmac.update(message, 0, message.length);
    byte[] mac = new byte[hmac.getMacSize()];
    hmac.doFinal(mac, 0);
    return mac;
  }
}
