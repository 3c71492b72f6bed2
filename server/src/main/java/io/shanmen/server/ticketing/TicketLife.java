package io.shanmen.server.ticketing;

import java.util.List;

/**
 * A ticket and all that befell it, oldest first.
 *
 * @param ticket the ticket now
 * @param events its life
 */
public record TicketLife(Ticket ticket, List<TicketLifeEvent> events) {

  public TicketLife {
    events = List.copyOf(events);
  }
}
