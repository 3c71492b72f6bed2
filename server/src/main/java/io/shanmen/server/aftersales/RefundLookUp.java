package io.shanmen.server.aftersales;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.aftersales.Refund.RefundTicket;
import io.shanmen.server.aftersales.RefundController.Offer;
import io.shanmen.server.aftersales.RefundController.RefundInContext;
import io.shanmen.server.aftersales.RefundController.RefundableOrder;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.ordering.Order;
import io.shanmen.server.ordering.Orders;
import io.shanmen.server.ticketing.Ticket;
import io.shanmen.server.ticketing.TicketLookUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** What the refund desk looks up, and requests on what it found. */
@Component
class RefundLookUp {

  private final TicketLookUp tickets;
  private final Orders orders;
  private final RefundOffers offers;
  private final RefundDesk desk;
  private final RefundStore store;
  private final RefundTransactions transactions;

  RefundLookUp(
      TicketLookUp tickets,
      Orders orders,
      RefundOffers offers,
      RefundDesk desk,
      RefundStore store,
      RefundTransactions transactions) {
    this.tickets = tickets;
    this.orders = orders;
    this.offers = offers;
    this.desk = desk;
    this.store = store;
    this.transactions = transactions;
  }

  /** The order of a ticket or order, and what its tickets would give back now. */
  Outcome<RefundableOrder> find(String text) {
    return tickets
        .find(text)
        .then(
            found ->
                order(found.getFirst().orderId())
                    .map(
                        order ->
                            new RefundableOrder(
                                order.withoutCodes(),
                                found.size() == 1 ? found.getFirst().ticketNo() : null,
                                offers(order),
                                store.ofOrder(order.orderId()))));
  }

  private Outcome<Order> order(UUID orderId) {
    return orElseRefuse(
        orders.find(orderId), () -> Refusal.of(AftersalesProblem.REFUND_ORDER_NOT_FOUND));
  }

  private static <T> Outcome<T> orElseRefuse(Optional<T> found, Supplier<Refusal> reason) {
    return found.map(Outcome::done).orElseGet(() -> Outcome.refused(reason.get()));
  }

  private List<Offer> offers(Order order) {
    List<Outcome<RefundTicket>> outcomes = offers.offers(order.tickets(), RefundGround.BY_RULE);
    List<Offer> shown = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      shown.add(offer(order.tickets().get(i), outcomes.get(i)));
    }
    return shown;
  }

  private static Offer offer(Ticket ticket, Outcome<RefundTicket> outcome) {
    return switch (outcome) {
      case Outcome.Done<RefundTicket>(RefundTicket part) ->
          new Offer(
              part.ticketNo(),
              part.paidMinor(),
              part.amountMinor(),
              part.feeMinor(),
              null,
              null,
              null);
      case Outcome.Refused<RefundTicket>(Refusal reason) ->
          new Offer(
              ticket.ticketNo(),
              ticket.priceMinor(),
              0,
              0,
              reason.code().name(),
              reason.zh(),
              reason.en());
    };
  }

  /** Asks for a refund; the tickets are locked from now on (R15). */
  Outcome<Refund> request(RefundDesk.Wish wish, SignedIn who) {
    return transactions.orRollback(
        () -> order(wish.orderId()).then(order -> desk.request(wish, order, who)));
  }

  /** A refund with all that its approver should see. */
  Outcome<RefundInContext> inContext(UUID requestId) {
    return orElseRefuse(store.find(requestId), () -> Refusal.of(AftersalesProblem.REFUND_NOT_FOUND))
        .then(stored -> order(stored.refund().orderId()).map(order -> context(stored, order)));
  }

  private RefundInContext context(RefundStore.Stored stored, Order order) {
    List<Long> wanted = stored.refund().tickets().stream().map(RefundTicket::ticketNo).toList();
    List<Ticket> chosen =
        order.tickets().stream().filter(ticket -> wanted.contains(ticket.ticketNo())).toList();
    return new RefundInContext(stored.refund(), order, tickets.livesOf(chosen));
  }
}
