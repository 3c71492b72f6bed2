package io.shanmen.server.foundation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that a test sets and moves; otherwise it stands still, unless it ticks. Each test of a
 * {@link ParkIT} begins at the same moment, so that none depends on when it runs.
 */
public final class TestClock implements InstantSource {

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private volatile Duration tick = Duration.ZERO;

  @Override
  public Instant instant() {
    return now.getAndUpdate(moment -> moment.plus(tick));
  }

  /** Stands still at this moment. */
  public void set(Instant moment) {
    tick = Duration.ZERO;
    now.set(moment);
  }

  /** Goes on by this much each time somebody asks, until it is set again. */
  public void tick(Duration each) {
    tick = each;
  }

  public void advance(Duration by) {
    now.updateAndGet(moment -> moment.plus(by));
  }
}
