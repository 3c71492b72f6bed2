package io.shanmen.server.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.simulators.token.SoftToken;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What tests of a {@link ParkIT} server with a fresh SoftHSM2 token of its own have in common. */
@ParkIT
@DirtiesContext
abstract class ServerWithToken {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  @TempDir static Path folder;

  @SuppressWarnings("NullAway.Init")
  static SoftToken token;

  @Autowired Vault vault;
  @Autowired MasterKeyWatch watch;

  @DynamicPropertySource
  static void aServerWithAToken(DynamicPropertyRegistry settings) {
    token = SoftToken.in(folder);
    settings.add("shanmen.keys.token.library", () -> SoftToken.library().toString());
    settings.add("shanmen.keys.token.pin", () -> SoftToken.PIN);
    settings.add(
        "shanmen.keys.token.environment.SOFTHSM2_CONF", () -> token.configuration().toString());
  }

  /** The server's own watch sees it, as it would in life. */
  final void awaitMaster(MasterState wanted) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (vault.state() != wanted) {
      assertThat(System.nanoTime()).as("still %s", vault.state()).isLessThan(end);
      Thread.sleep(LOOK_EVERY);
    }
    // One look at a time: after this one everybody has been told of what the watch had found.
    watch.look();
  }

  /** The consent of a second person to a change of keys. */
  static Map<String, Object> by(Client second) {
    return Map.of(
        "secret",
        Clients.PASSWORD,
        "approver",
        second.credentials().signInName(),
        "approverSecret",
        Clients.PASSWORD,
        "reason",
        "密钥仪式");
  }
}
