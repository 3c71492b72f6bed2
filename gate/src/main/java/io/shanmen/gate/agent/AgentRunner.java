package io.shanmen.gate.agent;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that runs some agents until it is closed. An error in a step is counted and the next
 * step is taken: a gate that stops because of one bad message is worse than one that counts it.
 */
public final class AgentRunner implements AutoCloseable {
  private static final long CLOSE_LIMIT_SECONDS = 5;

  private final List<Agent> agents;
  private final Errors errors;
  private final long idleNanos;
  private final Thread thread;
  private volatile boolean running = true;

  private AgentRunner(List<Agent> agents, Errors errors, long idleNanos) {
    this.agents = List.copyOf(agents);
    this.errors = errors;
    this.idleNanos = idleNanos;
    this.thread = Thread.ofPlatform().name(agents.getFirst().role()).unstarted(this::run);
  }

  /**
   * Starts a thread, named after the first agent, that takes turns between all of them.
   *
   * @param idleNanos how long to rest when none had anything to do
   */
  public static AgentRunner start(List<? extends Agent> agents, Errors errors, long idleNanos) {
    AgentRunner runner = new AgentRunner(List.copyOf(agents), errors, idleNanos);
    runner.thread.start();
    return runner;
  }

  private void run() {
    try {
      while (running) {
        int work = 0;
        for (Agent agent : agents) {
          work += step(agent);
        }
        if (work == 0) {
          LockSupport.parkNanos(idleNanos);
        }
      }
    } finally {
      agents.forEach(this::close);
    }
  }

  private int step(Agent agent) {
    try {
      return agent.doWork();
    } catch (RuntimeException e) {
      errors.add(agent.role(), e);
      return 0;
    }
  }

  private void close(Agent agent) {
    try {
      agent.onClose();
    } catch (RuntimeException e) {
      errors.add(agent.role(), e);
    }
  }

  /** Ends the loop after the step at hand and waits for it. */
  @Override
  public void close() {
    running = false;
    LockSupport.unpark(thread);
    try {
      thread.join(TimeUnit.SECONDS.toMillis(CLOSE_LIMIT_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
