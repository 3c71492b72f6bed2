package io.shanmen.server.ticketing;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Tells what another module knows of the life of tickets; each that knows something publishes one
 * as a bean. The timeline of a ticket is what all of them tell, in the order of time.
 */
public interface TicketLifeSource {

  /** What is known of these tickets, in any order. */
  List<TicketLifeEvent> livesOf(Collection<TicketKey> tickets);

  /**
   * Which ticket, for modules that know the order only.
   *
   * @param ticketNo the ticket's number
   * @param orderId the order that it was sold with
   */
  record TicketKey(long ticketNo, UUID orderId) {}
}
