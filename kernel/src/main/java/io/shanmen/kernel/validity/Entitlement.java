package io.shanmen.kernel.validity;

import java.util.Objects;

/**
 * How many people may use a ticket, how often and where.
 *
 * @param heads people on the ticket (多人一票), 1 to {@link #HEADS_LIMIT}
 * @param uses how often each of them
 * @param route where, and in what order
 */
public record Entitlement(int heads, Uses uses, Route route) {

  /** The most people on one ticket. */
  public static final int HEADS_LIMIT = (1 << 10) - 1;

  public Entitlement {
    Objects.requireNonNull(uses, "uses");
    Objects.requireNonNull(route, "route");
    if (heads < 1 || heads > HEADS_LIMIT) {
      throw new IllegalArgumentException("no such number of heads: " + heads);
    }
  }

  /** So many people, once, at any of these checkpoints. */
  public static Entitlement once(int heads, CheckpointSet checkpoints) {
    return new Entitlement(heads, Uses.ONCE, Route.free(checkpoints));
  }
}
