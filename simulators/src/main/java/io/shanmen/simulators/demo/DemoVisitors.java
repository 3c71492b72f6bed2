package io.shanmen.simulators.demo;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Visitors who buy at the simulated windows, walk to a gate, come in, and leave some time later;
 * now and then one tries a ticket twice.
 */
final class DemoVisitors implements AutoCloseable {

  private static final Duration WALK_MOST = Duration.ofSeconds(30);
  private static final Duration VISIT_LEAST = Duration.ofMinutes(2);
  private static final Duration VISIT_MOST = Duration.ofMinutes(25);

  /** How long a gate is busy with one person. */
  private static final Duration STEP = Duration.ofMillis(2_600);

  private final List<RobotCashier> cashiers;
  private final List<Lane> lanes;
  private final RandomGenerator random;
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);

  /** A gate and the queue before it. */
  private record Lane(DemoGate gate, ScheduledExecutorService queue) {}

  DemoVisitors(List<RobotCashier> cashiers, List<DemoGate> gates, RandomGenerator random) {
    this.cashiers = cashiers;
    this.lanes =
        gates.stream()
            .map(gate -> new Lane(gate, Executors.newSingleThreadScheduledExecutor()))
            .toList();
    this.random = random;
  }

  /** So many parties a minute come from now on. */
  void start(int aMinute) {
    long everyMillis = TimeUnit.MINUTES.toMillis(1) / aMinute;
    clock.scheduleWithFixedDelay(this::buy, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
  }

  private void buy() {
    try {
      RobotCashier cashier = cashiers.get(random.nextInt(cashiers.size()));
      cashier.sell().ifPresent(tickets -> tickets.forEach(this::visit));
    } catch (RuntimeException e) {
      // The server may be away for a moment; a visitor who could not buy goes home.
      System.err.println("a simulated sale failed: " + e.getMessage());
    }
  }

  private void visit(RobotCashier.Bought ticket) {
    Lane lane = lanes.get(random.nextInt(lanes.size()));
    long arrival = random.nextLong(WALK_MOST.toMillis());
    long leaving =
        arrival
            + VISIT_LEAST.toMillis()
            + random.nextLong(VISIT_MOST.minus(VISIT_LEAST).toMillis());
    after(arrival, () -> lane.gate().scanToEnter(ticket.qr()), lane, ticket.heads());
    if (random.nextInt(25) == 0) {
      after(arrival + 20_000, () -> lane.gate().scanToEnter(ticket.qr()), lane, 1);
    }
    after(leaving, () -> lane.gate().scanToLeave(ticket.qr()), lane, ticket.heads());
  }

  /** Queues before a gate at a time; the gate is then busy with that party for a while. */
  private void after(long millis, Runnable scan, Lane lane, int people) {
    clock.schedule(
        () -> lane.queue().submit(() -> scanAndWalk(scan, people)), millis, TimeUnit.MILLISECONDS);
  }

  private static void scanAndWalk(Runnable scan, int people) {
    scan.run();
    try {
      Thread.sleep(STEP.multipliedBy(people));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    lanes.forEach(lane -> lane.queue().shutdownNow());
  }
}
