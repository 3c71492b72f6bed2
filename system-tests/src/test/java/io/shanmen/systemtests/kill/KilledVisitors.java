package io.shanmen.systemtests.kill;

import io.shanmen.simulators.demo.DemoGate;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** Visitors at the gates; now and then one tries the same ticket at both. */
final class KilledVisitors implements Runnable {

  private static final Duration STEP = Duration.ofMillis(700);
  private static final int TWICE_ONE_IN = 4;

  private final List<DemoGate> gates;
  private final Books books;
  private final RandomGenerator random;

  KilledVisitors(List<DemoGate> gates, Books books, RandomGenerator random) {
    this.gates = gates;
    this.books = books;
    this.random = random;
  }

  /** One visitor, if there is one. */
  @Override
  public void run() {
    String code = books.toVisit.poll();
    if (code != null) {
      int first = random.nextInt(gates.size());
      gates.get(first).scanToEnter(code);
      if (random.nextInt(TWICE_ONE_IN) == 0) {
        gates.get((first + 1) % gates.size()).scanToEnter(code);
      }
    }
    try {
      Thread.sleep(STEP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
