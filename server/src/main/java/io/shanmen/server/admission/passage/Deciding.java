package io.shanmen.server.admission.passage;

import io.shanmen.kernel.admission.AdmissionRules;
import io.shanmen.kernel.admission.Decision;
import io.shanmen.kernel.admission.ParkFacts;
import io.shanmen.kernel.admission.Place;
import io.shanmen.kernel.admission.Presentation;
import io.shanmen.kernel.admission.TicketFacts;
import io.shanmen.kernel.admission.TicketState;
import io.shanmen.kernel.admission.Usage;
import io.shanmen.server.admission.AdmissionSettings;
import io.shanmen.server.admission.park.Occupancy;
import io.shanmen.server.admission.park.SettingsStore;
import io.shanmen.server.foundation.ParkProfile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands the server's facts to the kernel's decision, which is used as it is. */
@Component
class Deciding {

  private final ParkProfile profile;
  private final SettingsStore settings;
  private final Occupancy occupancy;

  Deciding(ParkProfile profile, SettingsStore settings, Occupancy occupancy) {
    this.profile = profile;
    this.settings = settings;
    this.occupancy = occupancy;
  }

  /**
   * Decides about somebody who stands at a gate now.
   *
   * @param ticket what ticketing knows; null where there is no such ticket
   */
  Decision now(
      Presentation shown,
      io.shanmen.server.ticketing.@Nullable TicketFacts ticket,
      Usage usage,
      Place place,
      Instant at) {
    return rules(occupancy.isFull()).decide(shown, facts(ticket, usage), place, at);
  }

  /**
   * Decides about somebody whom a gate has let in already. A full park is no reason then, nor is
   * that the ticket has expired since: the dates are judged by the time of the passage.
   */
  Decision afterwards(
      Presentation shown,
      io.shanmen.server.ticketing.@Nullable TicketFacts ticket,
      Usage usage,
      Place place,
      Instant at) {
    TicketFacts known =
        ticket != null && ticket.state() == io.shanmen.server.ticketing.TicketState.EXPIRED
            ? TicketFacts.Listed.of(ticket.claims(), TicketState.PARTIALLY_USED, usage)
            : facts(ticket, usage);
    return rules(false).decide(shown, known, place, at);
  }

  private AdmissionRules rules(boolean full) {
    AdmissionSettings current = settings.settings();
    return new AdmissionRules(
        new ParkFacts(
            profile.park().calendar(),
            current.days().specialDays(),
            current.reentry().policy(),
            full,
            true));
  }

  /** The server knows every ticket: one that it does not know does not exist. */
  private static TicketFacts facts(
      io.shanmen.server.ticketing.@Nullable TicketFacts ticket, Usage usage) {
    return ticket == null
        ? new TicketFacts.Unlisted(true)
        : TicketFacts.Listed.of(ticket.claims(), TicketState.valueOf(ticket.state().name()), usage);
  }
}
