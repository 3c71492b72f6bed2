package io.shanmen.server.aftersales;

/** Where a refund stands (R15). */
public enum RefundState {
  /** Asked for; the tickets are locked. */
  REQUESTED,
  /** Another person agreed; the money may be paid out. */
  APPROVED,
  /** Another person refused; the tickets are as before. */
  REJECTED,
  /** A shift is paying it out. */
  EXECUTING,
  /** Paid out; the tickets are refunded. */
  DONE,
  /** Paying out did not work; it may be tried again. */
  FAILED
}
