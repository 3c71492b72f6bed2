package io.shanmen.kernel.ticketcode;

import java.util.Optional;

/**
 * Claims as bytes: the plain text inside a QR code, also used wherever a ticket's claims are stored
 * or synced. The layout is in docs/protocols/ticket-code.md.
 */
public final class ClaimsCodec {

  /** The most bytes that claims take. */
  public static final int LIMIT_BYTES = 47;

  private ClaimsCodec() {}

  public static byte[] encode(Claims claims) {
    throw new UnsupportedOperationException();
  }

  /** The claims, or nothing where the bytes are not exactly the encoding of some claims. */
  public static Optional<Claims> decode(byte[] bytes) {
    throw new UnsupportedOperationException();
  }
}
