package io.shanmen.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeystoreMasterKeyTest {

  @Test
  void theMasterKeyOutlivesARestartAndNeedsItsPassphrase(@TempDir Path folder) throws Exception {
    Path keystore = folder.resolve("master.p12");
    byte[] secret = "秘密".getBytes(StandardCharsets.UTF_8);
    byte[] wrapped =
        KeystoreMasterKey.open(keystore, "correct".toCharArray()).wrap(secret, "sign/1");

    MasterKey again = KeystoreMasterKey.open(keystore, "correct".toCharArray());
    assertThat(again.unwrap(wrapped, "sign/1")).isEqualTo(secret);
    assertThatThrownBy(() -> again.unwrap(wrapped, "sign/2"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> KeystoreMasterKey.open(keystore, "wrong".toCharArray()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(Files.getPosixFilePermissions(keystore)).hasSize(2);
  }

  @Test
  void aKeptPassphraseIsMadeOnceAndForTheServerAlone(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("passphrase");
    char[] first = KeystoreMasterKey.keptPassphrase(file);
    assertThat(KeystoreMasterKey.keptPassphrase(file)).isEqualTo(first).hasSizeGreaterThan(40);
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
  }
}
