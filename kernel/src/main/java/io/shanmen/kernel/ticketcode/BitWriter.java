package io.shanmen.kernel.ticketcode;

import java.util.Arrays;

/**
 * Numbers of any width, one after the other, most significant bit first; at most {@link
 * ClaimsCodec#LIMIT_BYTES} in all, which is more than any claims take.
 */
final class BitWriter {

  private final byte[] bytes = new byte[ClaimsCodec.LIMIT_BYTES];
  private int position;

  /** Appends a number of 1 to 64 bits. */
  void put(long value, int bits) {
    if (bits < 64 && value >>> bits != 0) {
      throw new IllegalArgumentException(value + " does not fit into " + bits + " bits");
    }
    for (int i = bits - 1; i >= 0; i--) {
      put((value >>> i & 1) == 1);
    }
  }

  void put(boolean bit) {
    if (bit) {
      bytes[position / 8] |= (byte) (0x80 >>> position % 8);
    }
    position++;
  }

  /** All of it, filled up with zero bits to whole bytes. */
  byte[] toBytes() {
    return Arrays.copyOf(bytes, (position + 7) / 8);
  }
}
