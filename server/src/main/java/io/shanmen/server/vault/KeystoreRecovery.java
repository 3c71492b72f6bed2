package io.shanmen.server.vault;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.host.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Brings a lost keystore back out of the key backup, before the server starts: without it the
 * server could not read its own keys.
 */
public final class KeystoreRecovery {

  /** What became of the keystore. */
  public enum Result {
    /** It was there and the same: nothing was written. */
    KEPT,
    /** It was missing, or another's, and was written anew. */
    WRITTEN
  }

  private final Environment settings;

  private KeystoreRecovery(Environment settings) {
    this.settings = settings;
  }

  /** For the data folder and the passphrase that the settings name. */
  public static KeystoreRecovery with(Environment settings) {
    return new KeystoreRecovery(settings);
  }

  /**
   * Writes the keystore that the backup holds, if it is not there. One that is there and holds
   * another key, or does not open, is kept beside it.
   *
   * @param parts as they are written down
   * @return refused as {@link RecoveryProblem} says
   */
  public Outcome<Result> bringBack(Recovery backup, List<String> parts) {
    return backup.open(parts).map(opened -> bringBack(opened.keystoreSecret()));
  }

  private Result bringBack(byte[] secret) {
    Path folder = VaultConfiguration.folder(DataFolder.at(settings));
    Path keystore = VaultConfiguration.keystore(folder);
    try {
      Files.createDirectories(folder);
      char[] passphrase =
          VaultConfiguration.passphrase(
              Binder.get(settings).bindOrCreate("shanmen.keys", VaultSettings.class), folder);
      if (Files.exists(keystore)) {
        if (holds(keystore, passphrase, secret)) {
          return Result.KEPT;
        }
        Files.move(keystore, beside(keystore));
      }
      KeystoreMasterKey.write(keystore, passphrase, secret);
      return Result.WRITTEN;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the keystore cannot be written", e);
    }
  }

  private static boolean holds(Path keystore, char[] passphrase, byte[] secret) {
    try {
      return Arrays.equals(KeystoreMasterKey.open(keystore, passphrase).secret(), secret);
    } catch (IllegalStateException doesNotOpen) {
      return false;
    }
  }

  private static Path beside(Path keystore) {
    int number = 1;
    Path free = keystore.resolveSibling("master.p12.before-1");
    while (Files.exists(free)) {
      number++;
      free = keystore.resolveSibling("master.p12.before-" + number);
    }
    return free;
  }
}
