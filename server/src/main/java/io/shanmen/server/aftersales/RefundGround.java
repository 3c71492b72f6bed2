package io.shanmen.server.aftersales;

/** On what ground money is given back. */
public enum RefundGround {
  /** The ticket type's refund ladder says how much (R17). */
  BY_RULE,
  /** The park was closed or the weather forbade the visit: everything, without fee (R17). */
  PARK_CLOSED,
  /** An amount that somebody names; always for the manager to approve (R16). */
  FREE_FORM
}
