package io.shanmen.kernel.id;

import java.util.UUID;

/**
 * Identifiers that sort by the time they were made, so that new rows land side by side in an index
 * (UUID version 7, RFC 9562 section 5.7).
 */
public final class TimeOrderedIds {

  private static final long MILLIS_MAX = (1L << 48) - 1;

  private TimeOrderedIds() {}

  /**
   * The identifier for a moment and 74 random bits.
   *
   * @param epochMillis milliseconds since 1970, 0 to 2^48 − 1
   * @param randomHigh its low 12 bits are used
   * @param randomLow its low 62 bits are used
   */
  public static UUID of(long epochMillis, long randomHigh, long randomLow) {
    if (epochMillis < 0 || epochMillis > MILLIS_MAX) {
      throw new IllegalArgumentException("time out of range: " + epochMillis);
    }
    long high = epochMillis << 16 | 0x7000L | randomHigh & 0xFFFL;
    long low = 0x8000_0000_0000_0000L | randomLow & 0x3FFF_FFFF_FFFF_FFFFL;
    return new UUID(high, low);
  }

  /** The milliseconds since 1970 in an identifier made by {@link #of}. */
  public static long epochMillis(UUID id) {
    return id.getMostSignificantBits() >>> 16;
  }
}
