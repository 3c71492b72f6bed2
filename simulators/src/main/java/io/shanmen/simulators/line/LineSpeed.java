package io.shanmen.simulators.line;

/**
 * How fast a serial line carries bytes.
 *
 * @param baud bits per second, 300 to 921,600
 * @param bitsPerByte start, data, parity and stop bits: 10 for 8N1
 */
public record LineSpeed(int baud, int bitsPerByte) {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  public LineSpeed {
    if (baud < 300 || baud > 921_600) {
      throw new IllegalArgumentException("baud must be 300 to 921600, not " + baud);
    }
    if (bitsPerByte < 7 || bitsPerByte > 12) {
      throw new IllegalArgumentException("bits per byte must be 7 to 12, not " + bitsPerByte);
    }
  }

  /** The usual framing: one start bit, eight data bits, no parity, one stop bit. */
  public static LineSpeed eightNoneOne(int baud) {
    return new LineSpeed(baud, 10);
  }

  /** The time that so many bytes take on the wire, in nanoseconds. */
  public long nanosFor(int bytes) {
    return bytes * (long) bitsPerByte * NANOS_PER_SECOND / baud;
  }
}
