package io.shanmen.server.ordering;

import io.shanmen.server.capacity.HoldId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A parked cart with the places that it holds.
 *
 * @param cart the cart
 * @param holdIds one for each line, empty where the line needs no places; empty at all once the
 *     holds are gone
 * @param hash its content
 * @param terminalId where it was parked
 */
record ParkedCart(Cart cart, List<Optional<UUID>> holdIds, byte[] hash, UUID terminalId) {

  /** True while it may be recalled or sold. */
  boolean isOpen() {
    return switch (cart.state()) {
      case PARKED, RECALLED -> true;
      case SOLD, DISCARDED, EXPIRED -> false;
    };
  }

  Stream<HoldId> holds() {
    return holdIds.stream().flatMap(Optional::stream).map(HoldId::new);
  }

  /** What it holds for a line of a sale, if that line is as it was parked. */
  Optional<HoldId> holdFor(int lineNo, List<WantedLine> sold) {
    int index = lineNo - 1;
    boolean same =
        index < holdIds.size()
            && index < cart.lines().size()
            && cart.lines().get(index).equals(sold.get(index));
    return same ? holdIds.get(index).map(HoldId::new) : Optional.empty();
  }
}
