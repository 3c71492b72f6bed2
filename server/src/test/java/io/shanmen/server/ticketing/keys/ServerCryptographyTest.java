package io.shanmen.server.ticketing.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shanmen.kernel.ticketcode.KeyMaterial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCryptographyTest {

  private static final HexFormat HEX = HexFormat.of();

  private final ServerCryptography cryptography = new ServerCryptography();

  /** RFC 8032, section 7.1, test 2. */
  @Test
  void signsAndVerifiesAsRfc8032Says() {
    KeyMaterial secret = key("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    KeyMaterial open = key("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    byte[] signature =
        HEX.parseHex(
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    byte[] message = {0x72};

    assertThat(cryptography.sign(secret, message)).isEqualTo(signature);
    assertThat(cryptography.verify(open, message, signature)).isTrue();
    assertThat(cryptography.verify(open, new byte[] {0x73}, signature)).isFalse();
    assertThat(cryptography.verify(open, message, new byte[3])).isFalse();
  }

  @Test
  void aKeyOfTheWrongLengthIsABug() {
    assertThatThrownBy(() -> cryptography.mac(KeyMaterial.of(new byte[4]), new byte[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatWasAlteredDoesNotOpen() {
    KeyMaterial key = KeyMaterial.of(new byte[32]);
    byte[] nonce = new byte[12];
    byte[] sealed = cryptography.seal(key, nonce, new byte[] {1}, new byte[] {42});
    assertThat(cryptography.open(key, nonce, new byte[] {1}, sealed)).contains(new byte[] {42});
    assertThat(cryptography.open(key, nonce, new byte[] {2}, sealed)).isEmpty();
    sealed[0] ^= 1;
    assertThat(cryptography.open(key, nonce, new byte[] {1}, sealed)).isEmpty();
    assertThat(cryptography.open(key, nonce, new byte[] {1}, new byte[3])).isEmpty();
  }

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

  private static KeyMaterial key(String hex) {
    return KeyMaterial.of(HEX.parseHex(hex));
  }
}
