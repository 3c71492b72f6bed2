package io.shanmen.server.ticketing;

/** Whether a ticket has come onto paper. */
public enum PrintState {
  UNPRINTED,
  /** Sent to the printer, which has not said how it went; staff look at the paper and decide. */
  PRINTING,
  PRINTED,
  /** The printer refused or the paper ran out; it may be printed again without a new code. */
  PRINT_FAILED
}
