package io.shanmen.kernel.admission;

import io.shanmen.kernel.validity.Entitlement;
import io.shanmen.kernel.validity.Uses;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How many people may enter for the first time: steps 7 (count) and 8 (interval). V7, R77. */
final class UseRules {

  private UseRules() {}

  /**
   * How many more times somebody may enter today on this count; where nothing limits it, as often
   * as the ticket has heads.
   */
  static int left(Case at) {
    Entitlement entitlement = at.claims().entitlement();
    if (poolUsedUp(at)) {
      return 0;
    }
    Uses uses = entitlement.uses();
    Tally taken = at.here().of(PassageKind.FIRST);
    int inAll = left(entitlement.heads(), uses.total(), taken);
    int today = left(entitlement.heads(), uses.perDay(), taken.on(at.today()));
    int left = Math.min(inAll, today);
    return left == Integer.MAX_VALUE ? entitlement.heads() : Math.max(0, left);
  }

  private static int left(int heads, int times, Tally taken) {
    return times == 0 ? Integer.MAX_VALUE : heads * times - taken.count();
  }

  /** Why nobody may enter, where {@link #left} says so. */
  static Reason usedUp(Case at) {
    Uses uses = at.claims().entitlement().uses();
    boolean onceOnly = uses.total() == 1 || uses.perDay() == 1;
    return onceOnly && !poolUsedUp(at) ? Reason.ALREADY_USED : Reason.NO_USES_LEFT;
  }

  /** How many people may enter now without coming too soon after those before: none is too soon. */
  static int leftByInterval(Case at) {
    Entitlement entitlement = at.claims().entitlement();
    Duration interval = Duration.ofMinutes(entitlement.uses().intervalMinutes());
    // All heads of the ticket may come together, but none of them twice within the interval.
    int recent =
        interval.isZero()
            ? 0
            : at.here().of(PassageKind.FIRST).after(at.now().minus(interval)).count();
    return Math.max(0, entitlement.heads() - recent);
  }

  /** "Any 3 of 5" (R77): the others are used, and this one is not among them. */
  private static boolean poolUsedUp(Case at) {
    int anyOf = at.claims().entitlement().route().anyOf();
    Set<Integer> used = at.everywhere().of(PassageKind.FIRST).checkpoints();
    return anyOf > 0 && used.size() >= anyOf && !used.contains(at.place().checkpoint());
  }

  /** The latest entry on this count, for "used at 10:32 at gate 2". */
  static Optional<Passage> lastUse(Case at) {
    return at.here().of(PassageKind.FIRST).last();
  }
}
