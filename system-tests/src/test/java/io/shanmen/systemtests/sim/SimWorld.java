package io.shanmen.systemtests.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Time and the wires. Everything that happens is an event at a moment; of two at one moment the
 * earlier planned comes first, so that a seed always tells the same story.
 */
final class SimWorld {

  static final Instant OPENING = Instant.parse("2026-05-01T02:00:00Z");

  private static final int LOSS_PERCENT = 8;
  private static final int TWICE_PERCENT = 8;
  private static final int SLOW_PERCENT = 10;
  private static final Duration QUICK_MOST = Duration.ofMillis(60);
  private static final Duration SLOW_MOST = Duration.ofSeconds(20);

  private record Event(Instant at, long number, Runnable what) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::number));
  private final Set<Integer> cutOff = new HashSet<>();
  private final Random random;
  private Instant now = OPENING;
  private long planned;
  private boolean healed;

  SimWorld(long seed) {
    this.random = new Random(seed);
  }

  Random random() {
    return random;
  }

  Instant now() {
    return now;
  }

  UUID newId() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  Duration upTo(Duration most) {
    return Duration.ofMillis(random.nextLong(most.toMillis()));
  }

  void after(Duration delay, Runnable what) {
    events.add(new Event(now.plus(delay), planned++, what));
  }

  /** Lets everything happen that is planned up to a moment. */
  void runUntil(Instant end) {
    while (!events.isEmpty() && !events.peek().at().isAfter(end)) {
      Event next = events.remove();
      now = next.at();
      next.what().run();
    }
    now = end;
  }

  /** A message on a gate's wire: it may be lost, come twice, or come long after a later one. */
  void send(int gate, Runnable arrives) {
    if (healed) {
      after(Duration.ofMillis(2), arrives);
      return;
    }
    if (cutOff.contains(gate) || chance(LOSS_PERCENT)) {
      return;
    }
    for (int copies = chance(TWICE_PERCENT) ? 2 : 1; copies > 0; copies--) {
      after(upTo(chance(SLOW_PERCENT) ? SLOW_MOST : QUICK_MOST), arrives);
    }
  }

  void cut(int gate) {
    cutOff.add(gate);
  }

  void mend(int gate) {
    cutOff.remove(gate);
  }

  /** From now on nothing goes wrong any more. */
  void heal() {
    healed = true;
    cutOff.clear();
  }

  boolean isHealed() {
    return healed;
  }
}
