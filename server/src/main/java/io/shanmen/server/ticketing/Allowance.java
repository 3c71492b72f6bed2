package io.shanmen.server.ticketing;

import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.kernel.validity.Activation;
import io.shanmen.kernel.validity.Entitlement;
import io.shanmen.kernel.validity.Route;
import io.shanmen.kernel.validity.Uses;
import io.shanmen.kernel.validity.Validity;

/** What a ticket amounts to in plain numbers; the fine rules are the kernel's at the gate. */
final class Allowance {

  private static final int HOURS_OF_DAY = 24;

  private Allowance() {}

  /** How many first passages of one person the ticket holds in all; 0 without limit. */
  static int of(Entitlement entitlement) {
    Uses uses = entitlement.uses();
    int together = Math.multiplyExact(entitlement.heads(), uses.total());
    return switch (uses.counting()) {
      case TOGETHER -> together;
      case EACH -> Math.multiplyExact(together, checkpoints(entitlement.route()));
    };
  }

  private static int checkpoints(Route route) {
    int all = (int) route.checkpoints().numbers().count();
    return route.anyOf() == 0 ? all : Math.min(route.anyOf(), all);
  }

  /** The last day on which the ticket can be good, however late its clock starts (V4). */
  static BusinessDay lastDay(Validity validity) {
    BusinessDay last = validity.days().last();
    Activation activation = validity.activation();
    if (activation == null) {
      return last;
    }
    return switch (activation.unit()) {
      case DAYS -> last.plusDays(activation.amount() - 1L);
      case HOURS -> last.plusDays(1L + activation.amount() / HOURS_OF_DAY);
    };
  }
}
