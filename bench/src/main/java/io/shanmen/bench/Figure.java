package io.shanmen.bench;

/**
 * What a run measured.
 *
 * @param clients how many asked at once
 * @param perSecond how many were done in a second
 * @param p50Micros half of the callers waited at most so many microseconds
 * @param p99Micros and 99 of 100 at most so many
 */
record Figure(int clients, long perSecond, long p50Micros, long p99Micros) {

  /** How many times as much as another. */
  double over(Figure limit) {
    return (double) perSecond / limit.perSecond();
  }
}
