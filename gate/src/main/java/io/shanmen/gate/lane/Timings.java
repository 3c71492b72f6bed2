package io.shanmen.gate.lane;

import java.util.Arrays;

/** The last thousand durations of one kind, for the status page. Safe for several threads. */
public final class Timings {
  private static final int KEPT_LIMIT = 1_000;
  private static final long NANOS_PER_MICRO = 1_000;

  private final long[] nanos = new long[KEPT_LIMIT];
  private long count;

  synchronized void add(long durationNanos) {
    nanos[(int) (count % KEPT_LIMIT)] = durationNanos;
    count++;
  }

  public synchronized long count() {
    return count;
  }

  /**
   * The duration in microseconds that this share of the last ones did not exceed.
   *
   * @param percent 1 to 100
   */
  public synchronized long micros(int percent) {
    int kept = (int) Math.min(count, KEPT_LIMIT);
    if (kept == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(nanos, kept);
    Arrays.sort(sorted);
    return sorted[(kept - 1) * percent / 100] / NANOS_PER_MICRO;
  }
}
