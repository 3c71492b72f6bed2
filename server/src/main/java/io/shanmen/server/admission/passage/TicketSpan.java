package io.shanmen.server.admission.passage;

import io.shanmen.kernel.validity.Activation;
import io.shanmen.kernel.validity.Validity;
import io.shanmen.server.ticketing.TicketFacts;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Until when gates must know of a ticket. */
public final class TicketSpan {

  /** A ticket is remembered for so many days after it was sold, even if it was for that day. */
  private static final int REMEMBERED_DAYS = 7;

  private TicketSpan() {}

  /** The last day on which a gate that starts anew must know of the ticket and its uses. */
  public static LocalDate keepUntil(TicketFacts ticket) {
    Validity validity = ticket.claims().validity();
    LocalDate lastDay = validity.days().last().date();
    Activation activation = validity.activation();
    if (activation != null) {
      lastDay =
          switch (activation.unit()) {
            case DAYS -> lastDay.plusDays(activation.amount());
            case HOURS -> lastDay.plusDays(activation.amount() / 24 + 1L);
          };
    }
    LocalDate remembered =
        ticket.issuedAt().atOffset(ZoneOffset.UTC).toLocalDate().plusDays(REMEMBERED_DAYS);
    // One more, because a business day ends on the morning after its date.
    return lastDay.isAfter(remembered) ? lastDay.plusDays(1) : remembered;
  }
}
