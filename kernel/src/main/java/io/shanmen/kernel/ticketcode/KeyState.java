package io.shanmen.kernel.ticketcode;

/** What a key of ticket codes is still good for. */
public enum KeyState {
  /** Writes and reads codes. */
  ACTIVE,
  /** Reads codes that were written before. */
  RETIRED,
  /** Neither: a code under it is refused, because the key may be in wrong hands. */
  REVOKED
}
