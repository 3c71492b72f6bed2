package io.shanmen.systemtests;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Waits that end as soon as what they wait for is there. */
final class Waiting {

  /** For a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private Waiting() {}

  /** Looks again and again until there is something. */
  static <T> T until(String what, Callable<Optional<T>> look) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Optional<T> seen = look.call();
      if (seen.isPresent()) {
        return seen.get();
      }
      Thread.sleep(LOOK_EVERY);
    }
    throw new AssertionError("waited in vain: " + what);
  }
}
