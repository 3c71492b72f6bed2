package io.shanmen.kernel.ticketcode;

/** Writes codes under one key. */
public final class TicketCodeWriter {

  /** One more than the highest ticket number that a bar code has room for: eleven digits. */
  public static final long LINE_TICKET_LIMIT = 100_000_000_000L;

  private final Cryptography cryptography;
  private final IssuingKey key;

  public TicketCodeWriter(Cryptography cryptography, IssuingKey key) {
    this.cryptography = cryptography;
    this.key = key;
  }

  /**
   * The text of a QR code, in the alphabet of QR's alphanumeric mode.
   *
   * @param nonce {@link Suite#NONCE_BYTES} random bytes, never used before
   */
  public String qr(Claims claims, byte[] nonce) {
    throw new UnsupportedOperationException();
  }

  /**
   * The 24 digits of a bar code (Code 128, set C).
   *
   * @param ticket its number is below {@link #LINE_TICKET_LIMIT}
   */
  public String line(TicketRef ticket) {
    throw new UnsupportedOperationException();
  }
}
