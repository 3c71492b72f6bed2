package io.shanmen.kernel.ticketcode;

/** A flag in a ticket code. The order of the constants is that of the bits, lowest first. */
public enum CodeOption {
  /**
   * The code is good only together with a proof that changes every half minute (F6, see {@link
   * DynamicCode}): a copy on paper is outdated, and so is the ticket's bar code.
   */
  DYNAMIC,
  /** The holder must show the fingerprint that was taken at first entry. */
  PROVE_BY_FINGERPRINT,
  /** The holder must show the document the ticket was sold on. */
  PROVE_BY_DOCUMENT,
  /** Staff must compare the holder with the photo on file. */
  PROVE_BY_PHOTO,
  /** The holder must type the ticket's PIN. */
  PROVE_BY_PIN;

  /** How many flags a code has room for. */
  public static final int LIMIT = 8;
}
