package io.shanmen.server.ticketing.keys;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the passphrase of the master key's keystore comes from. With neither setting it is made at
 * the first start and kept beside the keystore: good against a stolen database, not against a
 * stolen disk.
 *
 * @param passphrase the passphrase itself, best as the environment's {@code
 *     SHANMEN_KEYS_PASSPHRASE}
 * @param passphraseFile a file that holds it, on another medium
 */
@ConfigurationProperties("shanmen.keys")
record KeySettings(@Nullable String passphrase, @Nullable Path passphraseFile) {

  /** Never shows the passphrase in a log. */
  @Override
  public String toString() {
    return "KeySettings[passphraseFile=" + passphraseFile + "]";
  }
}
