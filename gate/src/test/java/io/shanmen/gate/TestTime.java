package io.shanmen.gate;

import io.shanmen.gate.agent.NanoClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Both clocks of a gate in a test's hand: they move together, or the machine's jumps alone. */
public final class TestTime implements InstantSource, NanoClock {
  private Instant now;
  private long nanos = 1;

  public TestTime() {
    this(Instant.parse("2026-05-01T02:00:00Z"));
  }

  public TestTime(Instant start) {
    now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public long nanoTime() {
    return nanos;
  }

  public void pass(Duration time) {
    now = now.plus(time);
    nanos += time.toNanos();
  }

  /** Somebody sets the machine's clock. */
  public void jump(Duration by) {
    now = now.plus(by);
  }
}
