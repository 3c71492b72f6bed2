package io.shanmen.server.ordering;

/**
 * Where an order stands. A draft lives in the window and a held one is a {@link Cart}; from here on
 * it is paid, and what is paid has its tickets.
 */
public enum OrderState {
  /** Paid, and its tickets are issued. */
  FULFILLED,
  /** Nothing is left to happen: each ticket is used, refunded or expired. */
  CLOSED,
  /** Undone as a mistake (R14). */
  VOIDED
}
