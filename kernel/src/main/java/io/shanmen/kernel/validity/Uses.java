package io.shanmen.kernel.validity;

import java.util.Objects;

/**
 * How often each head of a ticket may enter (V7). Re-entries (R68) are not uses.
 *
 * @param total times in all, 0 without limit
 * @param perDay times on one business day, 0 without limit
 * @param intervalMinutes the least time between two uses, 0 for none
 * @param counting whether the numbers hold for the checkpoints together or for each
 */
public record Uses(int total, int perDay, int intervalMinutes, Counting counting) {

  /** One use, wherever. */
  public static final Uses ONCE = new Uses(1, 0, 0, Counting.TOGETHER);

  /** One use at each checkpoint: each attraction once. */
  public static final Uses ONCE_EACH = new Uses(1, 0, 0, Counting.EACH);

  public static final int TOTAL_LIMIT = (1 << 12) - 1;
  public static final int PER_DAY_LIMIT = (1 << 8) - 1;
  public static final int INTERVAL_LIMIT_MINUTES = (1 << 11) - 1;

  /** What shares one count. */
  public enum Counting {
    /** All checkpoints share it: east gate or south gate. */
    TOGETHER,
    /** Each checkpoint has its own: each attraction (R75). */
    EACH
  }

  public Uses {
    Objects.requireNonNull(counting, "counting");
    if (total < 0 || total > TOTAL_LIMIT) {
      throw new IllegalArgumentException("no such total: " + total);
    }
    if (perDay < 0 || perDay > PER_DAY_LIMIT) {
      throw new IllegalArgumentException("no such number per day: " + perDay);
    }
    if (intervalMinutes < 0 || intervalMinutes > INTERVAL_LIMIT_MINUTES) {
      throw new IllegalArgumentException("no such interval: " + intervalMinutes);
    }
  }
}
