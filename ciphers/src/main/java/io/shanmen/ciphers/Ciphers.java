package io.shanmen.ciphers;

import io.shanmen.kernel.ticketcode.KeyMaterial;
import io.shanmen.kernel.ticketcode.Suite;
import io.shanmen.kernel.ticketcode.Suites;
import java.security.SecureRandom;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/** Both suites of ticket codes, and fresh keys for them. */
public final class Ciphers {

  private static final Suites SUITES =
      Suites.of(new InternationalCryptography(), new NationalCryptography());

  private Ciphers() {}

  /** The suites that this program reads and writes. */
  public static Suites suites() {
    return SUITES;
  }

  /**
   * A pair that signs and verifies.
   *
   * @param sign the private key
   * @param verify the public key
   */
  public record SigningPair(KeyMaterial sign, KeyMaterial verify) {}

  /** A new pair of a suite. */
  public static SigningPair freshPair(Suite suite, SecureRandom random) {
    return switch (suite) {
      case INTERNATIONAL -> {
        Ed25519PrivateKeyParameters sign = new Ed25519PrivateKeyParameters(random);
        yield new SigningPair(
            KeyMaterial.of(sign.getEncoded()),
            KeyMaterial.of(sign.generatePublicKey().getEncoded()));
      }
      case NATIONAL -> {
        KeyMaterial sign = NationalCryptography.freshPrivateKey(random);
        yield new SigningPair(sign, NationalCryptography.publicKey(sign));
      }
    };
  }
}
