package io.shanmen.kernel.validity;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a ticket may be used, and in what order (R75 to R78, V9). The attraction is chosen by the
 * gate that reads the code, never by the visitor.
 *
 * @param checkpoints where
 * @param order in what order
 * @param anyOf at how many different checkpoints of them at most ("any 3 of 5", R77), 0 for all
 * @param after a time limit that another checkpoint starts (V9), or null
 */
public record Route(CheckpointSet checkpoints, Order order, int anyOf, @Nullable After after) {

  /** In what order the checkpoints are to be passed (R76). Their numbers give the order. */
  public enum Order {
    /** As the visitor likes. */
    FREE,
    /** Each needs the one before it. */
    STRICT,
    /** All others need the first. */
    MAIN_FIRST
  }

  /**
   * A limit that the use of one checkpoint sets to all others (V9).
   *
   * @param checkpoint whose first use starts the clock
   * @param minMinutes how long to wait at least, 0 for not at all
   * @param maxMinutes how long one may take at most, 0 for no limit
   */
  public record After(int checkpoint, int minMinutes, int maxMinutes) {

    public static final int LIMIT_MINUTES = (1 << 11) - 1;

    public After {
      CheckpointSet.requireCheckpoint(checkpoint);
      if (minMinutes < 0
          || minMinutes > LIMIT_MINUTES
          || maxMinutes < 0
          || maxMinutes > LIMIT_MINUTES
          || (maxMinutes != 0 && maxMinutes < minMinutes)) {
        throw new IllegalArgumentException("no such limit: " + minMinutes + " to " + maxMinutes);
      }
    }
  }

  public Route {
    Objects.requireNonNull(checkpoints, "checkpoints");
    Objects.requireNonNull(order, "order");
    if (checkpoints.mask() == 0) {
      throw new IllegalArgumentException("a ticket must be good somewhere");
    }
    if (anyOf < 0 || anyOf >= CheckpointSet.LIMIT_CHECKPOINTS) {
      throw new IllegalArgumentException("no such number of checkpoints: " + anyOf);
    }
  }

  /** Any of these checkpoints, in any order. */
  public static Route free(CheckpointSet checkpoints) {
    return new Route(checkpoints, Order.FREE, 0, null);
  }
}
