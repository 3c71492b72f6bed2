package io.shanmen.gate.store;

import io.shanmen.gate.Mode;
import io.shanmen.kernel.admission.Direction;
import io.shanmen.kernel.admission.PassageKind;
import io.shanmen.kernel.admission.Place;
import io.shanmen.kernel.admission.Reason;
import io.shanmen.kernel.ticketcode.TicketRef;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that a gate did, as it stands in the journal (docs/protocols/gate-server.md, §6). */
public sealed interface JournalEvent {

  /** Who said yes or no. */
  enum DecidedBy {
    SERVER,
    GATE
  }

  /** What was read. */
  enum Medium {
    QR,
    DIGITS
  }

  /** Why a presentation ended. */
  enum Cause {
    ALL_PASSED,
    TIME_OUT,
    CANCELLED
  }

  record Started(UUID bootId, String program) implements JournalEvent {}

  /**
   * People may pass.
   *
   * @param place where this gate stood then; not uploaded
   * @param counterBefore the board's counter before it opened, so that who passed can be told after
   *     a crash; not uploaded
   */
  record Admitted(Admission admission, Place place, int counterBefore) implements JournalEvent {}

  /** One person of a presentation passed. */
  record Passed(UUID requestId, int nth) implements JournalEvent {}

  record Closed(UUID requestId, int passed, int released, Cause cause) implements JournalEvent {}

  record Refused(
      UUID requestId, DecidedBy decidedBy, Reason reason, @Nullable Long ticketNo, String reader)
      implements JournalEvent {}

  /** One person was let through by staff. */
  record ManualPassed(UUID orderId, String reason, String by, int nth) implements JournalEvent {}

  /** One person passed without a ticket: in an emergency, or with the board's own button. */
  record UnticketedPassed(Direction direction, Mode mode) implements JournalEvent {}

  /** One person left without showing a ticket. */
  record ExitPassed() implements JournalEvent {}

  record ModeChanged(Mode from, Mode to, String cause) implements JournalEvent {}

  record Fault(Part part, String text) implements JournalEvent {}

  record ClockSet(long offsetMillis, boolean plausible) implements JournalEvent {}

  /** A part of the gate that can fail. */
  enum Part {
    BOARD,
    READER,
    CLOCK,
    JOURNAL,
    LINK
  }

  /**
   * Who was admitted on which ticket.
   *
   * @param requestId the presentation
   * @param people how many may pass
   */
  record Admission(
      UUID requestId,
      DecidedBy decidedBy,
      PassageKind passage,
      int people,
      Medium medium,
      TicketRef ticket,
      int productNo,
      String reader) {}
}
