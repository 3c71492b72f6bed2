package io.shanmen.gate.agent;

/** A clock that only measures: nanoseconds that never go back and mean nothing by themselves. */
@FunctionalInterface
public interface NanoClock {
  NanoClock SYSTEM = System::nanoTime;

  long nanoTime();

  /** Milliseconds as nanoseconds. */
  static long millis(long millis) {
    return millis * 1_000_000L;
  }
}
