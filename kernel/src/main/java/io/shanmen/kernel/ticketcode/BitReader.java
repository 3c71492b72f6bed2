package io.shanmen.kernel.ticketcode;

/** Reads what {@link BitWriter} wrote. Past the end it reads zeros and says so. */
final class BitReader {

  private final byte[] bytes;
  private int position;

  BitReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The next number of 1 to 64 bits. */
  long take(int bits) {
    long value = 0;
    for (int i = 0; i < bits; i++) {
      value = value << 1 | (takeBit() ? 1 : 0);
    }
    return value;
  }

  /** The next number of 1 to 31 bits. */
  int takeInt(int bits) {
    return (int) take(bits);
  }

  boolean takeBit() {
    int at = position++;
    return at / 8 < bytes.length && (bytes[at / 8] & 0x80 >>> at % 8) != 0;
  }
}
