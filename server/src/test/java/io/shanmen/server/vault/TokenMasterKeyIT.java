package io.shanmen.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shanmen.simulators.token.SoftToken;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against SoftHSM2, by its real driver. */
class TokenMasterKeyIT {

  private static final byte[] SECRET = "秘密".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private SoftToken token;

  @BeforeEach
  void freshToken() {
    token = SoftToken.in(folder);
  }

  @Test
  void aFreshTokenIsEmptyUntilItsMasterKeyIsMade() {
    TokenMasterKey key = new TokenMasterKey(settings(token, SoftToken.PIN));
    assertThat(key.state()).isEqualTo(MasterState.EMPTY);
    assertThatThrownBy(() -> key.wrap(SECRET, "a")).isInstanceOf(MasterKeyAway.class);

    key.make();
    assertThat(key.state()).isEqualTo(MasterState.READY);
    byte[] wrapped = key.wrap(SECRET, "sign/1");
    assertThat(key.unwrap(wrapped, "sign/1")).isEqualTo(SECRET);
    assertThatThrownBy(() -> key.unwrap(wrapped, "sign/2"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(key.state()).isEqualTo(MasterState.READY);

    TokenMasterKey afterRestart = new TokenMasterKey(settings(token, SoftToken.PIN));
    assertThat(afterRestart.unwrap(wrapped, "sign/1")).isEqualTo(SECRET);
  }

  /** SoftHSM's own tool, which knows nothing of us, tells what the token says of the key. */
  @Test
  void theMasterKeyNeverLeavesTheToken() throws Exception {
    TokenMasterKey key = new TokenMasterKey(settings(token, SoftToken.PIN));
    key.make();
    assertThat(token.dumpObjects())
        .singleElement(InstanceOfAssertFactories.STRING)
        .containsPattern("CKA_SENSITIVE\\R.*\\R.* TRUE")
        .containsPattern("CKA_EXTRACTABLE\\R.*\\R.* FALSE")
        .containsPattern("CKA_NEVER_EXTRACTABLE\\R.*\\R.* TRUE");
  }

  @Test
  void aTokenPulledOutIsAwayAndComesBack() throws Exception {
    TokenMasterKey key = new TokenMasterKey(settings(token, SoftToken.PIN));
    key.make();
    byte[] wrapped = key.wrap(SECRET, "a");

    token.pullOut();
    key.probe();
    assertThat(key.state()).isEqualTo(MasterState.ABSENT);
    assertThatThrownBy(() -> key.unwrap(wrapped, "a")).isInstanceOf(MasterKeyAway.class);

    token.plugIn();
    waitUntil(
        () -> {
          key.probe();
          return key.state() == MasterState.READY;
        });
    assertThat(key.unwrap(wrapped, "a")).isEqualTo(SECRET);
  }

  @Test
  void aTokenThatIsAwayAtTheStartIsFoundLater() throws Exception {
    TokenMasterKey first = new TokenMasterKey(settings(token, SoftToken.PIN));
    first.make();
    byte[] wrapped = first.wrap(SECRET, "a");
    token.pullOut();

    TokenMasterKey key = new TokenMasterKey(settings(token, SoftToken.PIN));
    assertThat(key.state()).isEqualTo(MasterState.ABSENT);
    token.plugIn();
    waitUntil(
        () -> {
          key.probe();
          return key.state() == MasterState.READY;
        });
    assertThat(key.unwrap(wrapped, "a")).isEqualTo(SECRET);
  }

  @Test
  void aWrongPinIsNotTriedTwiceUntilSomebodySaysSo() throws Exception {
    TokenMasterKey key = new TokenMasterKey(settings(token, "000000"));
    assertThat(key.state()).isEqualTo(MasterState.PIN_WRONG);
    Thread.sleep(TokenMasterKey.START_AGAIN_AFTER.plusMillis(100));
    key.probe();
    assertThat(key.state()).isEqualTo(MasterState.PIN_WRONG);
  }

  /** SoftHSM2 counts no wrong PINs; a token that does says CKR_PIN_LOCKED (TokenTroubleTest). */
  @Test
  void afterManyWrongPinsTheRightOneIsTakenBySoftHsm() {
    for (int attempt = 0; attempt < 12; attempt++) {
      assertThat(new TokenMasterKey(settings(token, "000000")).state())
          .isEqualTo(MasterState.PIN_WRONG);
    }
    assertThat(new TokenMasterKey(settings(token, SoftToken.PIN)).state())
        .isEqualTo(MasterState.EMPTY);
  }

  @Test
  void aTokenWithoutRoomMakesNoKeyUntilThereIsSome() throws Exception {
    Path small = Files.createDirectory(folder.resolve("small"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", small.toString()) == 0,
        "only whoever may mount a small disk can fill it");
    try {
      SoftToken full = SoftToken.in(small);
      Path ballast = small.resolve("ballast");
      fill(ballast);
      TokenMasterKey key = new TokenMasterKey(settings(full, SoftToken.PIN));
      assertThat(key.state()).isEqualTo(MasterState.EMPTY);
      key.make();
      assertThat(key.state()).isEqualTo(MasterState.FULL);
      assertThatThrownBy(() -> key.wrap(SECRET, "a")).isInstanceOf(MasterKeyAway.class);

      Files.delete(ballast);
      key.tryAgain();
      assertThat(key.state()).isEqualTo(MasterState.EMPTY);
      key.make();
      byte[] wrapped = key.wrap(SECRET, "a");
      assertThat(new TokenMasterKey(settings(full, SoftToken.PIN)).unwrap(wrapped, "a"))
          .isEqualTo(SECRET);
    } finally {
      run("umount", "--lazy", small.toString());
    }
  }

  private static VaultSettings.Token settings(SoftToken token, String pin) {
    return new VaultSettings.Token(
        SoftToken.library(),
        0,
        pin,
        null,
        Map.of("SOFTHSM2_CONF", token.configuration().toString()));
  }

  private static void fill(Path ballast) throws IOException {
    try (OutputStream out = Files.newOutputStream(ballast)) {
      for (int size = 4096; size > 0; size /= 2) {
        fillWith(out, new byte[size]);
      }
    }
  }

  private static void fillWith(OutputStream out, byte[] block) {
    try {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      // That is what was wanted.
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).start().waitFor();
  }

  @Test
  void aMissingDriverIsAFailingToken() {
    TokenMasterKey key =
        new TokenMasterKey(new VaultSettings.Token(Path.of("/nowhere.so"), 0, "1", null, Map.of()));
    assertThat(key.state()).isEqualTo(MasterState.FAILING);
  }

  private static void waitUntil(BooleanSupplier reached) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(Duration.ofMillis(100));
    }
  }
}
