package io.shanmen.kernel.ticketcode;

import java.nio.ByteBuffer;

/** Writes codes under one key. */
public final class TicketCodeWriter {

  /** One more than the highest ticket number that a bar code has room for: eleven digits. */
  public static final long LINE_TICKET_LIMIT = LineCodeWriter.TICKET_LIMIT;

  private final Cryptography cryptography;
  private final IssuingKey key;
  private final LineCodeWriter lines;

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
    this.lines = new LineCodeWriter(cryptography, key.reading());
  }

  public Suite suite() {
    return cryptography.suite();
  }

  /**
   * The text of a QR code on paper, in the alphabet of QR's alphanumeric mode.
   *
   * @param nonce {@link Suite#NONCE_BYTES} random bytes, never used before
   */
  public String qr(Claims claims, byte[] nonce) {
    return Base45.encode(signed(CodeLayout.FORMAT_STILL, claims, nonce));
  }

  /**
   * What a phone needs to show a code that changes every half minute; see {@link DynamicCode}.
   *
   * @param claims with {@link CodeOption#DYNAMIC}
   * @param nonce {@link Suite#NONCE_BYTES} random bytes, never used before
   */
  public DynamicCode.Phone phone(Claims claims, byte[] nonce) {
    if (!claims.options().contains(CodeOption.DYNAMIC)) {
      throw new IllegalArgumentException("a still code for a phone");
    }
    return new DynamicCode.Phone(
        signed(CodeLayout.FORMAT_CHANGING, claims, nonce),
        DynamicCode.secret(cryptography, key.reading(), claims.ticket()));
  }

  private byte[] signed(int format, Claims claims, byte[] nonce) {
    if (nonce.length != Suite.NONCE_BYTES) {
      throw new IllegalArgumentException("a nonce of " + nonce.length + " bytes");
    }
    byte[] header = CodeLayout.header(format, cryptography.suite(), key.record().id());
    byte[] sealed =
        cryptography.seal(key.reading().seal(), nonce, header, ClaimsCodec.encode(claims));
    byte[] signed =
        ByteBuffer.allocate(header.length + nonce.length + sealed.length)
            .put(header)
            .put(nonce)
            .put(sealed)
            .array();
    byte[] signature = cryptography.sign(key.sign(), signed);
    return ByteBuffer.allocate(signed.length + signature.length).put(signed).put(signature).array();
  }

  /**
   * The 24 digits of a bar code (Code 128, set C).
   *
   * @param ticket its number is below {@link #LINE_TICKET_LIMIT}
   */
  public String line(TicketRef ticket) {
    return lines.line(ticket);
  }
}
