package io.shanmen.kernel.admission;

import io.shanmen.kernel.validity.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Whether a ticket is good here: step 6 (gate and order) of the decision. V9, R75, R76. */
final class RouteRules {

  private RouteRules() {}

  static Optional<Reason> gate(Case at) {
    Route route = at.claims().entitlement().route();
    int here = at.place().checkpoint();
    if (!route.checkpoints().contains(here)) {
      return Optional.of(Reason.WRONG_GATE);
    }
    Set<Integer> used = at.everywhere().of(PassageKind.FIRST).checkpoints();
    if (!required(route, here).allMatch(used::contains)) {
      return Optional.of(Reason.OUT_OF_ORDER);
    }
    Route.After after = route.after();
    return after == null || after.checkpoint() == here ? Optional.empty() : after(at, after);
  }

  /** The checkpoints that must have been used before this one (R76). */
  private static IntStream required(Route route, int here) {
    IntStream earlier = route.checkpoints().numbers().filter(number -> number < here);
    return switch (route.order()) {
      case FREE -> IntStream.empty();
      case STRICT -> earlier;
      case MAIN_FIRST -> earlier.limit(1);
    };
  }

  private static Optional<Reason> after(Case at, Route.After after) {
    Optional<Instant> start =
        at.everywhere().of(PassageKind.FIRST).at(after.checkpoint()).first().map(Passage::at);
    if (start.isEmpty()
        || at.now().isBefore(start.get().plus(Duration.ofMinutes(after.minMinutes())))) {
      return Optional.of(Reason.OUT_OF_ORDER);
    }
    boolean over =
        after.maxMinutes() > 0
            && at.now().isAfter(start.get().plus(Duration.ofMinutes(after.maxMinutes())));
    return over ? Optional.of(Reason.TIME_LIMIT_OVER) : Optional.empty();
  }
}
