package io.shanmen.server.ticketing;

import java.time.Instant;

/**
 * People who pass, or are about to pass, on a ticket.
 *
 * @param ticketNo the ticket; distinct within one list
 * @param people how many uses, at least 1
 * @param at when, by the gate's clock
 */
public record UseOf(long ticketNo, int people, Instant at) {

  public UseOf {
    if (people < 1) {
      throw new IllegalArgumentException("at least one person: " + people);
    }
  }
}
