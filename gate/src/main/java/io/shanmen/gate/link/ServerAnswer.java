package io.shanmen.gate.link;

import io.shanmen.kernel.admission.PassageKind;
import io.shanmen.kernel.admission.Reason;
import io.shanmen.kernel.ticketcode.TicketRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the server says about a code that was presented. */
public sealed interface ServerAnswer {

  /**
   * The ticket, as far as the gate has to show it.
   *
   * @param heads how many people it is for
   */
  record Ticket(TicketRef ref, int productNo, String nameZh, String nameEn, int heads) {}

  record Admit(PassageKind kind, int people, int headsLeft, Ticket ticket)
      implements ServerAnswer {}

  /**
   * Nobody may pass.
   *
   * @param usedAt when it was used, with {@link Reason#ALREADY_USED}
   * @param usedAtGate the number of that gate, 0 where it is not known
   */
  record Refuse(Reason reason, @Nullable Instant usedAt, int usedAtGate, @Nullable Ticket ticket)
      implements ServerAnswer {}

  /** The same reader showed the same code a moment ago: nothing is reserved. */
  record Repeated() implements ServerAnswer {}

  /** The console has not said where this gate stands. */
  record NotAssigned() implements ServerAnswer {}

  /** An administrator has revoked this gate. */
  record Revoked() implements ServerAnswer {}

  /** No answer in time, or none that decides: this passage is decided here. */
  record Undecided(String why) implements ServerAnswer {}
}
