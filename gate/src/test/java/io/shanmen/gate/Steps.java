package io.shanmen.gate;

import io.shanmen.gate.agent.Agent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Runs agents step by step until something has come about, on the test's own thread. */
public final class Steps {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final List<Agent> agents;
  private final Supplier<String> situation;

  public Steps(Agent... agents) {
    this(() -> "", agents);
  }

  /**
   * Steps these agents.
   *
   * @param situation what a failure should tell
   */
  public Steps(Supplier<String> situation, Agent... agents) {
    this.situation = situation;
    this.agents = List.of(agents);
  }

  /** Steps until it is so; fails with this text when it does not come about in twenty seconds. */
  public void until(String what, BooleanSupplier isSo) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not come about: " + what + " " + situation.get());
      }
      step();
    }
  }

  /** Steps for so long. */
  public void during(Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < deadline) {
      step();
    }
  }

  private void step() {
    int work = 0;
    for (Agent agent : agents) {
      work += agent.doWork();
    }
    if (work == 0) {
      LockSupport.parkNanos(300_000);
    }
  }
}
