package io.shanmen.server.cashdesk;

/** The life of a shift. */
public enum ShiftState {
  /** Money may be taken. */
  OPEN,
  /** The drawer is being counted; nothing is sold. */
  COUNTING,
  /** Counted, accepted, numbered (Z). */
  CLOSED,
  /** Closed with a difference that somebody has to look into. */
  CLOSED_WITH_EXCEPTION;

  boolean isClosed() {
    return this == CLOSED || this == CLOSED_WITH_EXCEPTION;
  }
}
