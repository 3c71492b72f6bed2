package io.shanmen.kernel.ticketcode;

import java.time.Instant;

/** Reads QR and bar codes of one park. */
public final class TicketCodeReader {

  private final Cryptography cryptography;
  private final KeyRing keys;

  public TicketCodeReader(Cryptography cryptography, KeyRing keys) {
    this.cryptography = cryptography;
    this.keys = keys;
  }

  /**
   * Reads a code of either kind.
   *
   * @param text exactly what the scanner read, without its line end
   */
  public CodeReading read(String text, Instant now) {
    throw new UnsupportedOperationException();
  }
}
