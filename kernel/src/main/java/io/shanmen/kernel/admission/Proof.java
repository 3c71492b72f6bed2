package io.shanmen.kernel.admission;

/** A second factor by which a holder proves that the ticket is theirs. */
public enum Proof {
  FINGERPRINT,
  DOCUMENT,
  PHOTO,
  PIN
}
