package io.shanmen.kernel.ticketcode;

import io.shanmen.kernel.validity.CheckpointSet;
import io.shanmen.kernel.validity.Entitlement;
import io.shanmen.kernel.validity.Route;
import io.shanmen.kernel.validity.Uses;

/** An entitlement as bits (docs/protocols/ticket-code.md, section 4). */
final class EntitlementBits {

  private static final int HEADS_BITS = 10;
  private static final int TOTAL_BITS = 12;
  private static final int PER_DAY_BITS = 8;
  private static final int MINUTE_BITS = 11;

  private EntitlementBits() {}

  static void put(BitWriter out, Entitlement entitlement) {
    boolean several = entitlement.heads() > 1;
    out.put(several);
    if (several) {
      out.put(entitlement.heads(), HEADS_BITS);
    }
    Uses uses = entitlement.uses();
    boolean repeated = !uses.equals(Uses.ONCE);
    out.put(repeated);
    if (repeated) {
      out.put(uses.total(), TOTAL_BITS);
      out.put(uses.perDay(), PER_DAY_BITS);
      out.put(uses.intervalMinutes(), MINUTE_BITS);
      out.put(uses.counting() == Uses.Counting.EACH);
    }
    putRoute(out, entitlement.route());
  }

  static Entitlement take(BitReader in) {
    int heads = in.takeBit() ? in.takeInt(HEADS_BITS) : 1;
    Uses uses =
        in.takeBit()
            ? new Uses(
                in.takeInt(TOTAL_BITS),
                in.takeInt(PER_DAY_BITS),
                in.takeInt(MINUTE_BITS),
                in.takeBit() ? Uses.Counting.EACH : Uses.Counting.TOGETHER)
            : Uses.ONCE;
    return new Entitlement(heads, uses, takeRoute(in));
  }

  private static void putRoute(BitWriter out, Route route) {
    out.put(Integer.toUnsignedLong(route.checkpoints().mask()), 32);
    boolean guided = !route.equals(Route.free(route.checkpoints()));
    out.put(guided);
    if (guided) {
      int order =
          switch (route.order()) {
            case FREE -> 0;
            case STRICT -> 1;
            case MAIN_FIRST -> 2;
          };
      out.put(order, 2);
      out.put(route.anyOf(), 5);
      Route.After after = route.after();
      out.put(after != null);
      if (after != null) {
        out.put(after.checkpoint() - 1, 5);
        out.put(after.minMinutes(), MINUTE_BITS);
        out.put(after.maxMinutes(), MINUTE_BITS);
      }
    }
  }

  private static Route takeRoute(BitReader in) {
    CheckpointSet checkpoints = new CheckpointSet((int) in.take(32));
    if (!in.takeBit()) {
      return Route.free(checkpoints);
    }
    int code = in.takeInt(2);
    Route.Order order =
        switch (code) {
          case 0 -> Route.Order.FREE;
          case 1 -> Route.Order.STRICT;
          case 2 -> Route.Order.MAIN_FIRST;
          default -> throw new IllegalArgumentException("no such order: " + code);
        };
    int anyOf = in.takeInt(5);
    Route.After after =
        in.takeBit()
            ? new Route.After(in.takeInt(5) + 1, in.takeInt(MINUTE_BITS), in.takeInt(MINUTE_BITS))
            : null;
    return new Route(checkpoints, order, anyOf, after);
  }
}
