package io.shanmen.kernel.ticketcode;

import java.util.Optional;

/** Bytes in the alphabet of QR's alphanumeric mode (RFC 9285): two bytes in three characters. */
public final class Base45 {

  private Base45() {}

  public static String encode(byte[] bytes) {
    throw new UnsupportedOperationException();
  }

  /** The bytes, or nothing where the text is not the encoding of any. */
  public static Optional<byte[]> decode(String text) {
    throw new UnsupportedOperationException();
  }
}
