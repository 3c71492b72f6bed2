package io.shanmen.kernel.admission;

import java.time.Instant;

/**
 * The one decision who may pass, used unchanged by server, gate and hub. Its checks come in a fixed
 * order, and the first that fails gives the reason (docs/protocols/admission.md).
 */
public final class AdmissionRules {

  private final ParkFacts park;

  public AdmissionRules(ParkFacts park) {
    this.park = park;
  }

  /**
   * Decides. It changes nothing: an {@link Decision.Admit} is to be reserved in the ticket's {@link
   * Usage} by the caller, in one step with this decision.
   *
   * @param shown the code and who shows it
   * @param ticket what is known here of its ticket
   * @param place where
   * @param now the disciplined clock of the deciding program
   */
  public Decision decide(Presentation shown, TicketFacts ticket, Place place, Instant now) {
    throw new UnsupportedOperationException();
  }
}
