package io.shanmen.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.outcome.Outcome;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SecretsTest {

  @Test
  void aStormOfSignInsIsToldToComeBackInsteadOfTakingTheServer() throws Exception {
    Secrets secrets = new Secrets();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome<Boolean>>> storm =
          IntStream.range(0, 1_000)
              .mapToObj(number -> threads.submit(() -> secrets.matches("guess" + number, null)))
              .toList();
      int turnedAway = 0;
      for (Future<Outcome<Boolean>> one : storm) {
        Outcome<Boolean> outcome = one.get();
        turnedAway += outcome.equals(Outcome.refused(IdentityProblem.SIGN_IN_BUSY)) ? 1 : 0;
      }
      assertThat(turnedAway).isGreaterThan(500);
    }
    assertThat(secrets.matches("x", null)).isEqualTo(Outcome.done(false));
  }

  @Test
  void nobodyHasNoPassword() {
    assertThat(new Secrets().matches("nobody", null)).isEqualTo(Outcome.done(false));
  }
}
