package io.shanmen.server.ordering;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A parked cart (挂单). Its prices are a reminder; the sale prices anew.
 *
 * @param cartId made by the client
 * @param state where it stands
 * @param label what the cashier remembers the visitor by; never a name or a number
 * @param lines what was wanted
 * @param totalMinor what it cost when it was parked
 * @param operatorName who parked it
 * @param parkedAt when
 * @param expiresAt when it lapses
 */
public record Cart(
    UUID cartId,
    CartState state,
    String label,
    List<WantedLine> lines,
    long totalMinor,
    String operatorName,
    Instant parkedAt,
    Instant expiresAt) {

  public Cart {
    lines = List.copyOf(lines);
  }
}
