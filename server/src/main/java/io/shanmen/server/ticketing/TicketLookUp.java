package io.shanmen.server.ticketing;

import io.shanmen.kernel.outcome.Outcome;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds tickets by whatever somebody holds in hand, and tells their whole life. */
@Component
public class TicketLookUp {

  TicketLookUp() {}

  /**
   * The tickets that a text names.
   *
   * @param text the text of a QR code, the 24 digits of a bar code, a ticket's number, an order's
   *     number or an order's id
   * @return at least one ticket, or {@code TICKET_NOT_FOUND} or {@code TICKET_CODE_UNREADABLE}
   */
  public Outcome<List<Ticket>> find(String text) {
    throw new UnsupportedOperationException("follows");
  }
}
