package io.shanmen.server.capacity;

/** What becomes of the places of a refunded sale (R20). */
public enum ReturnPolicy {
  /** They can be sold again at once. */
  IMMEDIATE,
  /** They stay taken (退票不回池): on a hot day nobody refunds in order to pass places on. */
  NONE
}
