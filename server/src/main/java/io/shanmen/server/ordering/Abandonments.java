package io.shanmen.server.ordering;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.foundation.ParkClock;
import io.shanmen.server.identity.SignedIn;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends sales whose answer never came, so that a window is not held up by one of them: either it was
 * sold, or it never will be. Nobody pays twice and nobody pays for nothing.
 */
@Component
class Abandonments {

  private final OrderStore store;
  private final Orders orders;
  private final ParkClock clock;
  private final Audit audit;

  Abandonments(OrderStore store, Orders orders, ParkClock clock, Audit audit) {
    this.store = store;
    this.orders = orders;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * How a sale ended.
   *
   * @param order what was sold after all; null if it was not, and then its id is dead
   */
  record SaleEnd(@Nullable Order order) {}

  /**
   * The same question again has the same answer. What another window sold is not found, as in any
   * other question after an order.
   */
  @Transactional
  Outcome<SaleEnd> abandon(UUID orderId, SignedIn who) {
    store.holdSales();
    Optional<Order> sold = orders.find(orderId);
    if (sold.filter(order -> !order.sale().isFor(who)).isPresent()) {
      return Outcome.refused(OrderingProblem.ORDER_NOT_FOUND);
    }
    if (sold.isEmpty() && store.abandon(orderId, who, clock.now())) {
      audit.record(
          AuditEntry.done(
              who.actor(), "ordering.sale_abandoned", AuditSubject.of("order", orderId)));
    }
    return Outcome.done(new SaleEnd(sold.map(order -> order.seenBy(who)).orElse(null)));
  }
}
