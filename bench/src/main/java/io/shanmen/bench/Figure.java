package io.shanmen.bench;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What a run measured.
 *
 * @param clients how many asked at once
 * @param perSecond how many were done in a second
 * @param p50Micros half of the callers waited at most so many microseconds
 * @param p99Micros and 99 of 100 at most so many
 * @param maxMicros and nobody longer than so many
 */
record Figure(int clients, long perSecond, long p50Micros, long p99Micros, long maxMicros) {

  private static final int NANOS_PER_MICRO = 1_000;

  static Figure of(int clients, Duration time, Histogram nanos) {
    return new Figure(
        clients,
        nanos.getTotalCount() * Duration.ofSeconds(1).toNanos() / Math.max(1, time.toNanos()),
        nanos.getValueAtPercentile(50) / NANOS_PER_MICRO,
        nanos.getValueAtPercentile(99) / NANOS_PER_MICRO,
        nanos.getMaxValue() / NANOS_PER_MICRO);
  }

  /** How many times as much as another. */
  double over(Figure limit) {
    return (double) perSecond / limit.perSecond();
  }
}
