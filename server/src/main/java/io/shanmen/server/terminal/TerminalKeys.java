package io.shanmen.server.terminal;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Reads terminals' public keys and checks their signatures: ECDSA on P-256 with SHA-256. */
final class TerminalKeys {

  private static final int SIGNATURE_BYTES = 64;
  private static final ECParameterSpec P256 = p256();

  private TerminalKeys() {}

  /** The key in base64 of SubjectPublicKeyInfo, if it is one on P-256. */
  static Optional<byte[]> read(String base64) {
    try {
      byte[] encoded = Base64.getDecoder().decode(base64);
      return key(encoded).map(ECPublicKey::getEncoded);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether the signature (r‖s, 64 bytes, base64url) is that of the terminal's key over {@code
   * shanmen-proof\n<purpose>\n<terminalId>\n<challenge>}.
   */
  static boolean isProof(byte[] publicKey, Proof proof, Purpose purpose) {
    try {
      byte[] signature = Base64.getUrlDecoder().decode(proof.signature());
      if (signature.length != SIGNATURE_BYTES) {
        return false;
      }
      Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
      verifier.initVerify(key(publicKey).orElseThrow());
      verifier.update(text(proof.terminalId(), proof.challenge(), purpose));
      return verifier.verify(signature);
    } catch (IllegalArgumentException | SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] text(UUID terminalId, String challenge, Purpose purpose) {
    return "shanmen-proof\n%s\n%s\n%s"
        .formatted(purpose.word(), terminalId, challenge)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Optional<ECPublicKey> key(byte[] encoded) {
    try {
      ECPublicKey key =
          (ECPublicKey)
              KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
      return isOnP256(key) ? Optional.of(key) : Optional.empty();
    } catch (InvalidKeySpecException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The curve is the right one and the point lies on it. */
  private static boolean isOnP256(ECPublicKey key) {
    ECParameterSpec curve = key.getParams();
    if (!curve.getCurve().equals(P256.getCurve())
        || !curve.getGenerator().equals(P256.getGenerator())) {
      return false;
    }
    BigInteger prime = ((ECFieldFp) P256.getCurve().getField()).getP();
    BigInteger x = key.getW().getAffineX();
    BigInteger y = key.getW().getAffineY();
    BigInteger right =
        x.pow(3).add(P256.getCurve().getA().multiply(x)).add(P256.getCurve().getB()).mod(prime);
    return x.compareTo(prime) < 0
        && y.compareTo(prime) < 0
        && y.multiply(y).mod(prime).equals(right);
  }

  private static ECParameterSpec p256() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
