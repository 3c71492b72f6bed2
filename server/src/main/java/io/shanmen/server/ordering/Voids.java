package io.shanmen.server.ordering;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.capacity.Capacity;
import io.shanmen.server.capacity.HoldId;
import io.shanmen.server.capacity.ReturnPolicy;
import io.shanmen.server.capacity.ReturnRequest;
import io.shanmen.server.cashdesk.OpenShift;
import io.shanmen.server.foundation.Moment;
import io.shanmen.server.foundation.ParkClock;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.ordering.OrderStore.Stored;
import io.shanmen.server.ordering.OrderStore.StoredLine;
import io.shanmen.server.ticketing.By;
import io.shanmen.server.ticketing.Ticket;
import io.shanmen.server.ticketing.Tickets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Voids (撤销, R14): a sale that was a mistake is undone by the cashier alone, within minutes, at the
 * same window and in the same shift, before anybody used its tickets. It is not a refund.
 */
@Component
class Voids {

  /** So long after the sale a void is possible. */
  static final Duration TIME_LIMIT = Duration.ofMinutes(10);

  /** So many voids a cashier may make alone in one shift. */
  static final int SHIFT_LIMIT_VOIDS = 3;

  private final OrderStore store;
  private final Orders orders;
  private final TillShifts shifts;
  private final VoidEffects effects;
  private final ParkClock clock;
  private final Audit audit;
  private final TransactionTemplate transaction;

  Voids(
      OrderStore store,
      Orders orders,
      TillShifts shifts,
      VoidEffects effects,
      ParkClock clock,
      Audit audit,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.orders = orders;
    this.shifts = shifts;
    this.effects = effects;
    this.clock = clock;
    this.audit = audit;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** What a cashier asks for. */
  record Wish(UUID requestId, UUID orderId, String reason) {}

  /** A void as it is written down. */
  record Undone(
      UUID requestId, UUID orderId, SignedIn who, UUID shiftId, Moment moment, String reason) {}

  Outcome<Order> undo(Wish wish, SignedIn who) {
    Outcome<UUID> outcome =
        transaction.execute(
            status -> {
              Outcome<UUID> tried = undoInTransaction(wish, who);
              if (!tried.isDone()) {
                status.setRollbackOnly();
              }
              return tried;
            });
    if (outcome instanceof Outcome.Refused<UUID>(Refusal reason)) {
      audit.record(
          AuditEntry.refused(
              who.actor(), "ordering.voided", subject(wish.orderId()), reason.code().name()));
    }
    return outcome.then(
        orderId ->
            orders
                .find(orderId)
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(OrderingProblem.ORDER_NOT_FOUND)));
  }

  private static AuditSubject subject(UUID orderId) {
    return AuditSubject.of("order", orderId);
  }

  private Outcome<UUID> undoInTransaction(Wish wish, SignedIn who) {
    Optional<Stored> found = store.lock(wish.orderId());
    if (found.isEmpty()) {
      return Outcome.refused(OrderingProblem.ORDER_NOT_FOUND);
    }
    Optional<OrderStore.StoredVoid> before = store.findVoid(wish.requestId());
    if (before.isPresent()) {
      return before.get().orderId().equals(wish.orderId())
          ? Outcome.done(wish.orderId())
          : Outcome.refused(OrderingProblem.VOID_CONFLICT);
    }
    return shifts.openShift(who).then(open -> undo(wish, who, found.get(), open));
  }

  private Outcome<UUID> undo(Wish wish, SignedIn who, Stored order, OpenShift shift) {
    Moment now = clock.now();
    Optional<Refusal> refusal = refusal(order, shift, now);
    if (refusal.isPresent()) {
      return Outcome.refused(refusal.get());
    }
    Undone undone =
        new Undone(wish.requestId(), order.orderId(), who, shift.id().value(), now, wish.reason());
    return effects
        .undo(orders.withTickets(order), undone, shift)
        .map(
            done -> {
              store.insertVoid(undone);
              audit.record(
                  AuditEntry.done(who.actor(), "ordering.voided", subject(order.orderId()))
                      .after(
                          Map.of("reason", wish.reason(), "amount", order.money().totalMinor())));
              return done;
            });
  }

  /** The rules of R14 that need no look at the tickets. */
  private Optional<Refusal> refusal(Stored order, OpenShift shift, Moment now) {
    if (order.voided()) {
      return Optional.of(Refusal.of(OrderingProblem.ALREADY_VOIDED));
    }
    if (!order.sale().terminalId().equals(shift.till().terminalId())) {
      return Optional.of(Refusal.of(OrderingProblem.VOID_OTHER_TERMINAL));
    }
    if (!order.sale().shiftId().equals(shift.id().value())) {
      return Optional.of(Refusal.of(OrderingProblem.VOID_OTHER_SHIFT));
    }
    if (order.sale().at().plus(TIME_LIMIT).isBefore(now.at())) {
      return Optional.of(
          Refusal.of(OrderingProblem.VOID_TOO_LATE, "limitMinutes", TIME_LIMIT.toMinutes()));
    }
    if (store.voidsIn(shift.id().value()) >= SHIFT_LIMIT_VOIDS) {
      return Optional.of(Refusal.of(OrderingProblem.VOID_LIMIT, "limit", SHIFT_LIMIT_VOIDS));
    }
    return Optional.empty();
  }

  /** What a void does to tickets, places, money and books. */
  @Component
  static class VoidEffects {

    private final OrderStore store;
    private final Tickets tickets;
    private final Capacity capacity;
    private final SaleMoney money;
    private final ApplicationEventPublisher publisher;

    VoidEffects(
        OrderStore store,
        Tickets tickets,
        Capacity capacity,
        SaleMoney money,
        ApplicationEventPublisher publisher) {
      this.store = store;
      this.tickets = tickets;
      this.capacity = capacity;
      this.money = money;
      this.publisher = publisher;
    }

    Outcome<UUID> undo(Order order, Undone undone, OpenShift shift) {
      List<Long> all = order.tickets().stream().map(Ticket::ticketNo).toList();
      By by =
          new By(
              undone.who().operatorId(),
              undone.who().terminalId(),
              undone.shiftId(),
              undone.moment().at());
      Set<Long> voided = tickets.voidUnused(all, by);
      Optional<Long> used = all.stream().filter(ticket -> !voided.contains(ticket)).findFirst();
      if (used.isPresent()) {
        return Outcome.refused(OrderingProblem.VOID_TICKET_USED, Map.of("ticketNo", used.get()));
      }
      giveBackPlaces(order.orderId());
      return money
          .undo(undone, order, shift)
          .map(
              paidBack -> {
                publisher.publishEvent(
                    new OrderVoided(
                        order.orderId(),
                        order.money().totalMinor(),
                        undone.who().operatorId(),
                        undone.moment().at()));
                return order.orderId();
              });
    }

    private void giveBackPlaces(UUID orderId) {
      List<ReturnRequest> returns =
          store.linesOf(orderId).stream()
              .filter(line -> line.holdId().isPresent())
              .map(VoidEffects::returnOf)
              .toList();
      if (!returns.isEmpty()) {
        capacity.giveBack(returns).forEach(Outcome::orThrow);
      }
    }

    private static ReturnRequest returnOf(StoredLine line) {
      return new ReturnRequest(
          new HoldId(line.holdId().orElseThrow()), line.line().heads(), ReturnPolicy.IMMEDIATE);
    }
  }
}
