package io.shanmen.server.foundation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that a test sets and moves; otherwise it stands still. Each test of a {@link ParkIT}
 * begins at the same moment, so that none depends on when it runs.
 */
public final class TestClock implements InstantSource {

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

  @Override
  public Instant instant() {
    return now.get();
  }

  public void set(Instant moment) {
    now.set(moment);
  }

  public void advance(Duration by) {
    now.updateAndGet(moment -> moment.plus(by));
  }
}
