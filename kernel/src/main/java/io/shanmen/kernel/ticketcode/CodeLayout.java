package io.shanmen.kernel.ticketcode;

import java.nio.ByteBuffer;

/** Where everything is in the bytes of a QR code (docs/protocols/ticket-code.md, section 3). */
final class CodeLayout {

  /** How the text of every QR code begins: its first two bytes in base45. 门 (mén) is the gate. */
  static final String BEGINNING = "MEN";

  private static final short MAGIC = (short) 0xB87B;

  /** On paper: the code never changes. */
  static final int FORMAT_STILL = 1;

  /** On a phone: a proof follows that changes every half minute. */
  static final int FORMAT_CHANGING = 2;

  static final int HEADER_BYTES = 8;
  static final int CLAIMS_AT = HEADER_BYTES + Suite.NONCE_BYTES;
  static final int FRAME_BYTES = CLAIMS_AT + Suite.TAG_BYTES + Suite.SIGNATURE_BYTES;

  /** The most characters of a code: what QR version 8 at level M has room for. */
  static final int LIMIT_CHARACTERS = 221;

  private CodeLayout() {}

  static byte[] header(int format, Suite suite, KeyId key) {
    return ByteBuffer.allocate(HEADER_BYTES)
        .putShort(MAGIC)
        .put((byte) (format << 4 | suite.number()))
        .putShort((short) key.park())
        .put((byte) key.number())
        .putShort((short) key.epoch())
        .array();
  }

  static int format(byte[] code) {
    return (code[2] & 0xF0) >>> 4;
  }

  static int suite(byte[] code) {
    return code[2] & 0x0F;
  }

  static int park(byte[] code) {
    return (code[3] & 0xFF) << 8 | code[4] & 0xFF;
  }

  static int keyNumber(byte[] code) {
    return code[5] & 0xFF;
  }

  static int epoch(byte[] code) {
    return (code[6] & 0xFF) << 8 | code[7] & 0xFF;
  }
}
