package io.shanmen.kernel.ticketcode;

import java.util.Locale;

/** Writes bar codes. It needs no signing key: whoever reads bar codes could also write them. */
public final class LineCodeWriter {

  /** One more than the highest ticket number that a bar code has room for: eleven digits. */
  public static final long TICKET_LIMIT = LineCipher.PAYLOAD_LIMIT / 10;

  private final ReadingKey key;
  private final LineCipher lines;

  public LineCodeWriter(Cryptography cryptography, ReadingKey key) {
    this.key = key;
    this.lines = new LineCipher(cryptography, key.line());
  }

  /**
   * The 24 digits of a bar code (Code 128, set C).
   *
   * @param ticket its number is below {@link #TICKET_LIMIT}
   */
  public String line(TicketRef ticket) {
    if (ticket.number() >= TICKET_LIMIT) {
      throw new IllegalArgumentException("too high a number for a bar code: " + ticket.number());
    }
    long payload = ticket.number() * 10 + ticket.version() % 10;
    return String.format(Locale.ROOT, "%02d", key.record().id().number()) + lines.hide(payload);
  }
}
