package io.shanmen.kernel.admission;

import io.shanmen.kernel.ticketcode.Claims;
import io.shanmen.kernel.time.BusinessCalendar;
import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.kernel.validity.SlotWindow;
import io.shanmen.kernel.validity.Uses;
import io.shanmen.kernel.validity.Validity;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the rules look at, for one ticket at one place and moment.
 *
 * @param ticket what is known of it
 * @param park what holds for the whole park
 * @param place where
 * @param now when
 * @param atMost how many people may pass in one go
 */
record Case(TicketFacts.Listed ticket, ParkFacts park, Place place, Instant now, int atMost) {

  Claims claims() {
    return ticket.claims();
  }

  Validity validity() {
    return claims().validity();
  }

  BusinessCalendar calendar() {
    return park.calendar();
  }

  BusinessDay today() {
    return calendar().dayOf(now);
  }

  /** All passages, wherever. */
  Tally everywhere() {
    return Tally.of(ticket.usage(), calendar());
  }

  /** The passages that share a count with this place. */
  Tally here() {
    return claims().entitlement().uses().counting() == Uses.Counting.EACH
        ? everywhere().at(place.checkpoint())
        : everywhere();
  }

  Optional<TicketFacts.Booking> bookingToday() {
    return ticket.bookings().stream().filter(booking -> booking.day().equals(today())).findFirst();
  }

  /** The slot that holds today: the booked one, or that of the ticket. */
  @Nullable SlotWindow slot() {
    SlotWindow booked = bookingToday().map(TicketFacts.Booking::slot).orElse(null);
    return booked != null ? booked : validity().slot();
  }
}
