package io.shanmen.server.capacity;

/** The life of a claim on places. */
public enum HoldState {
  /** Places are kept until the hold expires. */
  HELD,
  /** Places are sold. */
  SOLD,
  /** Given up before a sale; the places are free again. */
  RELEASED,
  /** Not sold in time; the places are free again. */
  EXPIRED,
  /** Refunded in full after the sale; whether places went back is the policy's matter (R20). */
  RETURNED
}
