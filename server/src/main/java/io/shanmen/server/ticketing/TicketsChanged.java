package io.shanmen.server.ticketing;

import java.util.List;

/**
 * Tickets changed in a way that matters to gates: locked, unlocked, refunded, voided, expired or
 * given a new code. Uses are not told here: they come from admission, which knows them first.
 *
 * @param tickets the tickets after the change
 */
public record TicketsChanged(List<TicketFacts> tickets) {

  public TicketsChanged {
    tickets = List.copyOf(tickets);
  }
}
