package io.shanmen.server.vault;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the master key is. Without a passphrase setting the keystore's passphrase is made at the
 * first start and kept beside it: good against a stolen database, not against a stolen disk.
 *
 * @param passphrase the keystore's passphrase itself, best as the environment's {@code
 *     SHANMEN_KEYS_PASSPHRASE}
 * @param passphraseFile a file that holds it, on another medium
 * @param token the PKCS#11 token that holds the master key; without it the keystore does
 */
@ConfigurationProperties("shanmen.keys")
record VaultSettings(
    @Nullable String passphrase, @Nullable Path passphraseFile, @Nullable Token token) {

  /**
   * A PKCS#11 token.
   *
   * @param library the driver's shared library
   * @param slotIndex which of the driver's slots, counted from 0
   * @param pin the user's PIN, best as the environment's {@code SHANMEN_KEYS_TOKEN_PIN}
   * @param pinFile a file that holds it instead
   * @param environment what the driver wants in its environment
   */
  record Token(
      Path library,
      int slotIndex,
      @Nullable String pin,
      @Nullable Path pinFile,
      @Nullable Map<String, String> environment) {

    /** Never shows the PIN in a log. */
    @Override
    public String toString() {
      return "Token[library=" + library + ", slotIndex=" + slotIndex + "]";
    }
  }

  /** Never shows the passphrase in a log. */
  @Override
  public String toString() {
    return "VaultSettings[passphraseFile=" + passphraseFile + ", token=" + token + "]";
  }
}
