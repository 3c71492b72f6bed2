package io.shanmen.kernel.ticketcode;

import java.nio.ByteBuffer;
import java.util.Locale;

/** Writes codes under one key. */
public final class TicketCodeWriter {

  /** One more than the highest ticket number that a bar code has room for: eleven digits. */
  public static final long LINE_TICKET_LIMIT = LineCipher.PAYLOAD_LIMIT / 10;

  private final Cryptography cryptography;
  private final IssuingKey key;
  private final LineCipher lines;

  /**
   * A writer.
   *
   * @throws IllegalArgumentException for a key that is not active, or of another suite
   */
  public TicketCodeWriter(Cryptography cryptography, IssuingKey key) {
    if (key.record().state() != KeyState.ACTIVE) {
      throw new IllegalArgumentException("not an active key: " + key.record());
    }
    if (key.record().suite() != cryptography.suite()) {
      throw new IllegalArgumentException("a key of another suite: " + key.record());
    }
    this.cryptography = cryptography;
    this.key = key;
    this.lines = new LineCipher(cryptography, key.reading().line());
  }

  /**
   * The text of a QR code, in the alphabet of QR's alphanumeric mode.
   *
   * @param nonce {@link Suite#NONCE_BYTES} random bytes, never used before
   */
  public String qr(Claims claims, byte[] nonce) {
    if (nonce.length != Suite.NONCE_BYTES) {
      throw new IllegalArgumentException("a nonce of " + nonce.length + " bytes");
    }
    byte[] header = CodeLayout.header(cryptography.suite(), key.record().id());
    byte[] sealed =
        cryptography.seal(key.reading().seal(), nonce, header, ClaimsCodec.encode(claims));
    byte[] signed =
        ByteBuffer.allocate(header.length + nonce.length + sealed.length)
            .put(header)
            .put(nonce)
            .put(sealed)
            .array();
    byte[] signature = cryptography.sign(key.sign(), signed);
    return Base45.encode(
        ByteBuffer.allocate(signed.length + signature.length).put(signed).put(signature).array());
  }

  /**
   * The 24 digits of a bar code (Code 128, set C).
   *
   * @param ticket its number is below {@link #LINE_TICKET_LIMIT}
   */
  public String line(TicketRef ticket) {
    if (ticket.number() >= LINE_TICKET_LIMIT) {
      throw new IllegalArgumentException("too high a number for a bar code: " + ticket.number());
    }
    long payload = ticket.number() * 10 + ticket.version() % 10;
    return String.format(Locale.ROOT, "%02d", key.record().id().number()) + lines.hide(payload);
  }
}
