package io.shanmen.server.ordering;

/** Where a parked cart stands. */
public enum CartState {
  /** Kept; its places are held where places are counted. */
  PARKED,
  /** Taken back into a window; its places stay held until it is sold or the time is up. */
  RECALLED,
  /** Sold. */
  SOLD,
  /** Given up by the cashier; its places are free again. */
  DISCARDED,
  /** Nobody came back in time; its places are free again. */
  EXPIRED
}
