package io.shanmen.server.ticketing;

import java.util.List;

/** Tickets were sold: one event for all tickets of a set of sales, within their transaction. */
public record TicketsIssued(List<TicketFacts> tickets) {

  public TicketsIssued {
    tickets = List.copyOf(tickets);
  }
}
