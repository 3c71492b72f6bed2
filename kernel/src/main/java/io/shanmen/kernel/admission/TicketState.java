package io.shanmen.kernel.admission;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a ticket stands in its life. {@link #next} is the whole table of what may follow what; in
 * particular nothing follows {@link #REFUNDED}, and a used ticket is never refunded.
 */
public enum TicketState {
  /** Ordered, not paid. */
  CREATED,
  /** Paid, no code yet. */
  PAID,
  /** Has a code, not used. */
  ISSUED,
  /** Its clock has been started by an act of its own (V4). */
  ACTIVATED,
  /** Used, and something is left. */
  PARTIALLY_USED,
  /** Nothing is left. */
  USED,
  /** A refund is asked for (R15): it cannot enter meanwhile. */
  LOCKED,
  /** Reported lost by its holder. */
  LOST,
  /** Stopped by the park for a while. */
  FROZEN,
  /** Stopped by the park for good, unless it was an error. */
  BLACKLISTED,
  /** Money given back. */
  REFUNDED,
  /** Cancelled as a mistake. */
  VOID,
  /** Its time is over. */
  EXPIRED,
  /** Another ticket has taken its place. */
  REPLACED;

  /** The states that may follow this one. */
  public Set<TicketState> next() {
    return switch (this) {
      case CREATED -> EnumSet.of(PAID, VOID, EXPIRED);
      case PAID -> EnumSet.of(ISSUED, LOCKED, VOID, EXPIRED);
      case ISSUED ->
          EnumSet.of(
              ACTIVATED,
              PARTIALLY_USED,
              USED,
              LOCKED,
              LOST,
              FROZEN,
              BLACKLISTED,
              VOID,
              EXPIRED,
              REPLACED);
      case ACTIVATED ->
          EnumSet.of(
              PARTIALLY_USED, USED, LOCKED, LOST, FROZEN, BLACKLISTED, VOID, EXPIRED, REPLACED);
      case PARTIALLY_USED -> EnumSet.of(USED, LOCKED, LOST, FROZEN, BLACKLISTED, EXPIRED, REPLACED);
      case LOCKED ->
          EnumSet.of(PAID, ISSUED, ACTIVATED, PARTIALLY_USED, REFUNDED, BLACKLISTED, EXPIRED);
      case LOST -> EnumSet.of(ISSUED, ACTIVATED, PARTIALLY_USED, BLACKLISTED, EXPIRED, REPLACED);
      case FROZEN ->
          EnumSet.of(ISSUED, ACTIVATED, PARTIALLY_USED, LOCKED, BLACKLISTED, EXPIRED, REPLACED);
      case BLACKLISTED -> EnumSet.of(FROZEN);
      case EXPIRED -> EnumSet.of(LOCKED);
      case USED, REFUNDED, VOID, REPLACED -> EnumSet.noneOf(TicketState.class);
    };
  }

  public boolean mayBecome(TicketState other) {
    return next().contains(other);
  }
}
