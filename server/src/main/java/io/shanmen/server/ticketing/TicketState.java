package io.shanmen.server.ticketing;

/** Where a ticket stands. */
public enum TicketState {
  /** Sold and not used. */
  ISSUED,
  /** Used, with uses left. */
  PARTIALLY_USED,
  /** No uses left. */
  USED,
  /** A refund is asked for; meanwhile it does not pass (R15). */
  LOCKED,
  /** Money was given back; for ever. */
  REFUNDED,
  /** The sale was a mistake (R14); for ever. */
  VOID,
  /** Its last valid day has passed with uses left. */
  EXPIRED;

  /** True if a gate may let somebody pass on it, as far as its state goes. */
  public boolean isUsable() {
    return switch (this) {
      case ISSUED, PARTIALLY_USED -> true;
      case USED, LOCKED, REFUNDED, VOID, EXPIRED -> false;
    };
  }
}
