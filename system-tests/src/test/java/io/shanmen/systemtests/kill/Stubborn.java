package io.shanmen.systemtests.kill;

import io.shanmen.simulators.client.Answer;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/** How a client behaves whose server dies: it asks the same thing again until it is answered. */
final class Stubborn {

  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Duration PAUSE = Duration.ofMillis(150);

  /** Refusals that say "not now": a payment that a kill interrupted is freed after a minute. */
  private static final Set<String> LATER = Set.of("REFUND_BEING_PAID", "HELD_REFUND");

  private Stubborn() {}

  /** The answer of a server that is there: done, or refused for a reason of the park's. */
  static Answer insist(Supplier<Answer> question) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Answer answer = question.get();
    while (isNone(answer) && System.nanoTime() < end) {
      pause();
      answer = question.get();
    }
    return answer;
  }

  /** Does something that may be done again, until it went well. */
  static void until(Runnable work) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        work.run();
        return;
      } catch (IllegalStateException notYet) {
        if (System.nanoTime() > end) {
          throw notYet;
        }
        pause();
      }
    }
  }

  private static boolean isNone(Answer answer) {
    return answer.status() == 0
        || answer.status() == 401
        || answer.status() == 429
        || answer.status() >= 500
        || LATER.contains(answer.code());
  }

  static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
