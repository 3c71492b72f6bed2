package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.Outcome;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Hashes and checks passwords and PINs. Each takes some 40 ms of a core and 19 MiB on purpose, so
 * only a few run at a time and only some wait: a storm of sign-ins is told to come back instead of
 * taking the server.
 */
@Component
class Secrets {

  private static final int WAITING_LIMIT = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SecureRandom random = new SecureRandom();
  private final Semaphore atOnce =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);
  private final AtomicInteger waiting = new AtomicInteger();

  /** Compared with when there is no such operator, so that the answer takes as long. */
  private final String nobody = Argon2.hash("nobody", random);

  Outcome<String> hash(String secret) {
    return bounded(() -> Argon2.hash(secret, random));
  }

  /**
   * Whether the secret fits.
   *
   * @param stored the hash; null where there is no such operator, which takes as long and is false
   */
  Outcome<Boolean> matches(String secret, @Nullable String stored) {
    return bounded(
        () -> {
          boolean matches = Argon2.matches(secret, stored == null ? nobody : stored);
          return matches && stored != null;
        });
  }

  private <T> Outcome<T> bounded(Supplier<T> work) {
    try {
      if (waiting.incrementAndGet() > WAITING_LIMIT
          || !atOnce.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return Outcome.refused(IdentityProblem.SIGN_IN_BUSY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.refused(IdentityProblem.SIGN_IN_BUSY);
    } finally {
      waiting.decrementAndGet();
    }
    try {
      return Outcome.done(work.get());
    } finally {
      atOnce.release();
    }
  }
}
