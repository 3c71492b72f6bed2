package io.shanmen.server.ordering;

import io.shanmen.server.capacity.HoldId;
import io.shanmen.server.ordering.OrderStore.Stored;
import io.shanmen.server.ordering.OrderStore.StoredLine;
import io.shanmen.server.ticketing.OrderNumbers;
import io.shanmen.server.ticketing.Ticket;
import io.shanmen.server.ticketing.Tickets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The face of the module: looks orders up. */
@Component
public class Orders implements OrderNumbers {

  private final OrderStore store;
  private final Tickets tickets;

  Orders(OrderStore store, Tickets tickets) {
    this.store = store;
    this.tickets = tickets;
  }

  public Optional<Order> find(UUID orderId) {
    return store.find(orderId).map(this::withTickets);
  }

  public Optional<Order> findByNumber(long orderNo) {
    return store.idOf(orderNo).flatMap(this::find);
  }

  @Override
  public Optional<UUID> orderOf(long orderNo) {
    return store.idOf(orderNo);
  }

  /** The places that were sold to an order, by the number of the line; for giving them back. */
  public Map<Integer, HoldId> placesOf(UUID orderId) {
    Map<Integer, HoldId> places = new HashMap<>();
    for (StoredLine line : store.linesOf(orderId)) {
      line.holdId().ifPresent(hold -> places.put(line.line().lineNo(), new HoldId(hold)));
    }
    return places;
  }

  Order withTickets(Stored stored) {
    List<Ticket> ofOrder = tickets.ofOrder(stored.orderId());
    return new Order(
        stored.orderId(),
        stored.orderNo(),
        state(stored, ofOrder),
        stored.sale(),
        store.linesOf(stored.orderId()).stream().map(StoredLine::line).toList(),
        stored.money(),
        ofOrder);
  }

  private static OrderState state(Stored stored, List<Ticket> tickets) {
    if (stored.voided()) {
      return OrderState.VOIDED;
    }
    boolean nothingLeft =
        tickets.stream()
            .allMatch(
                ticket ->
                    switch (ticket.state()) {
                      case USED, REFUNDED, VOID, EXPIRED -> true;
                      case ISSUED, PARTIALLY_USED, LOCKED -> false;
                    });
    return nothingLeft ? OrderState.CLOSED : OrderState.FULFILLED;
  }
}
