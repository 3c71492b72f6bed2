package io.shanmen.gate.serial;

import org.jspecify.annotations.Nullable;

/** A serial port as an agent sees it: nothing here waits. */
public interface SerialLink extends AutoCloseable {

  /**
   * Bytes that came in one go.
   *
   * @param bytes the bytes
   * @param atNanos when they came, by the gate's monotonic clock
   */
  record Received(byte[] bytes, long atNanos) {}

  /** The next bytes that have come, or null. */
  @Nullable Received poll();

  /** Sends all the bytes; false where the line is down and nothing was sent. */
  boolean send(byte[] bytes);

  /** Whether the port is open and has not failed since. */
  boolean isUp();

  /** How often the port was opened again after it had been lost. */
  long reopened();

  @Override
  void close();
}
