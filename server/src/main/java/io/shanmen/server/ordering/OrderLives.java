package io.shanmen.server.ordering;

import io.shanmen.server.ordering.OrderStore.Stored;
import io.shanmen.server.ticketing.TicketLifeEvent;
import io.shanmen.server.ticketing.TicketLifeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What orders know of the life of tickets: when, where and by whom they were sold. */
@Component
class OrderLives implements TicketLifeSource {

  private final OrderStore store;

  OrderLives(OrderStore store) {
    this.store = store;
  }

  @Override
  public List<TicketLifeEvent> livesOf(Collection<TicketKey> tickets) {
    Map<UUID, Stored> orders =
        store.findAll(tickets.stream().map(TicketKey::orderId).collect(Collectors.toSet())).stream()
            .collect(Collectors.toMap(Stored::orderId, order -> order));
    List<TicketLifeEvent> lives = new ArrayList<>();
    for (TicketKey ticket : tickets) {
      Stored order = orders.get(ticket.orderId());
      if (order != null) {
        lives.add(sold(ticket.ticketNo(), order));
      }
    }
    return lives;
  }

  private static TicketLifeEvent sold(long ticketNo, Stored order) {
    return new TicketLifeEvent(
        ticketNo,
        order.sale().at(),
        "SOLD",
        "已售出",
        "Sold",
        order.sale().operatorId(),
        order.sale().terminalId(),
        Map.of(
            "orderNo", order.orderNo(),
            "channel", order.sale().channel(),
            "operatorName", order.sale().operatorName()));
  }
}
