package io.shanmen.kernel.admission;

import io.shanmen.kernel.admission.TicketFacts.Listed;
import io.shanmen.kernel.admission.TicketFacts.Unlisted;
import io.shanmen.kernel.ticketcode.Claims;
import io.shanmen.kernel.ticketcode.CodeOption;
import io.shanmen.kernel.ticketcode.CodeReading;
import io.shanmen.kernel.ticketcode.CodeReading.LineRead;
import io.shanmen.kernel.ticketcode.CodeReading.Read;
import io.shanmen.kernel.ticketcode.CodeReading.Unreadable;

/** Which ticket a code belongs to: step 1 of the decision, and whether the ticket exists. */
sealed interface Identity {

  /** None, and why. */
  record Unknown(Reason reason) implements Identity {}

  /**
   * This one.
   *
   * @param replaced the code is not that of the newest print
   */
  record Known(Listed ticket, boolean replaced) implements Identity {}

  static Identity of(CodeReading reading, TicketFacts ticket) {
    return switch (reading) {
      case Unreadable(CodeReading.Fault fault) -> new Unknown(reason(fault));
      case Read read ->
          switch (ticket) {
            case Listed listed -> of(read.claims(), listed);
            case Unlisted(boolean complete) ->
                complete
                    ? new Unknown(Reason.UNKNOWN_TICKET)
                    : new Known(Listed.of(read.claims(), TicketState.ISSUED, Usage.NONE), false);
          };
      case LineRead line ->
          switch (ticket) {
            case Listed listed ->
                listed.claims().options().contains(CodeOption.DYNAMIC)
                    // Digits never change: whoever copied them would have the ticket.
                    ? new Unknown(Reason.CODE_OUTDATED)
                    : of(line, listed);
            // A bar code promises nothing by itself: it counts only where its ticket is known.
            case Unlisted unlisted -> new Unknown(Reason.UNKNOWN_TICKET);
          };
    };
  }

  private static Identity of(Claims claims, Listed listed) {
    requireSame(claims.ticket().number(), listed);
    int newest = listed.claims().ticket().version();
    // A code newer than the list was signed after the list was synced: the code is right.
    return claims.ticket().version() > newest
        ? new Known(listed.withClaims(claims), false)
        : new Known(listed, claims.ticket().version() < newest);
  }

  private static Identity of(LineRead line, Listed listed) {
    requireSame(line.ticketNumber(), listed);
    return new Known(listed, !line.belongsTo(listed.claims().ticket()));
  }

  private static void requireSame(long number, Listed listed) {
    if (listed.claims().ticket().number() != number) {
      throw new IllegalArgumentException("facts of another ticket: " + listed.claims().ticket());
    }
  }

  private static Reason reason(CodeReading.Fault fault) {
    return switch (fault) {
      case BAD_CODE -> Reason.BAD_CODE;
      case FOREIGN_CODE -> Reason.FOREIGN_CODE;
      case UNKNOWN_KEY -> Reason.UNKNOWN_KEY;
      case BAD_SIGNATURE -> Reason.BAD_SIGNATURE;
      case KEY_REVOKED -> Reason.KEY_REVOKED;
      case CODE_OUTDATED -> Reason.CODE_OUTDATED;
    };
  }
}
