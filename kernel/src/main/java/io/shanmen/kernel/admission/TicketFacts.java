package io.shanmen.kernel.admission;

import io.shanmen.kernel.ticketcode.Claims;
import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.kernel.validity.SlotWindow;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is known of a ticket where the decision is made. */
public sealed interface TicketFacts {

  /**
   * The ticket is on the list.
   *
   * @param claims what it promises now; its version is that of the newest print
   * @param state where it stands
   * @param usage what it has been used for
   * @param activatedAt when its clock was started by an act of its own (V4), or null
   * @param bookings the days booked for it (V8)
   */
  record Listed(
      Claims claims,
      TicketState state,
      Usage usage,
      @Nullable Instant activatedAt,
      List<Booking> bookings)
      implements TicketFacts {

    public Listed {
      Objects.requireNonNull(claims, "claims");
      Objects.requireNonNull(state, "state");
      Objects.requireNonNull(usage, "usage");
      bookings = List.copyOf(bookings);
    }

    /** An ordinary ticket: no clock of its own, nothing booked. */
    public static Listed of(Claims claims, TicketState state, Usage usage) {
      return new Listed(claims, state, usage, null, List.of());
    }

    public Listed withClaims(Claims other) {
      return new Listed(other, state, usage, activatedAt, bookings);
    }

    public Listed withUsage(Usage other) {
      return new Listed(claims, state, other, activatedAt, bookings);
    }
  }

  /**
   * The ticket is not on the list.
   *
   * @param complete the list has every ticket there is (the server's), so that this one does not
   *     exist; if not (a gate's), it may have been sold a minute ago
   */
  record Unlisted(boolean complete) implements TicketFacts {}

  /**
   * A day booked for a ticket (V8).
   *
   * @param slot the booked slot, or null for the whole day
   */
  record Booking(BusinessDay day, @Nullable SlotWindow slot) {
    public Booking {
      Objects.requireNonNull(day, "day");
    }
  }
}
