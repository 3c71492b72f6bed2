package io.shanmen.gate.board;

/**
 * A command of the 7E/7F protocol: {@code 7E 00 machine opcode datum 00 00 check}, where check is
 * the complement of the sum of the seven bytes before it.
 */
enum BoardCommand {
  QUERY(0x10),
  LEFT_OPEN(0x80),
  LEFT_ALWAYS(0x81),
  RIGHT_OPEN(0x82),
  RIGHT_ALWAYS(0x83),
  CLOSE(0x84);

  private static final int LENGTH_BYTES = 8;
  private static final byte START = 0x7E;

  private final int opcode;

  BoardCommand(int opcode) {
    this.opcode = opcode;
  }

  /** The bytes for the wire. */
  byte[] frame(int machine, int datum) {
    byte[] frame = new byte[LENGTH_BYTES];
    frame[0] = START;
    frame[2] = (byte) machine;
    frame[3] = (byte) opcode;
    frame[4] = (byte) datum;
    int sum = 0;
    for (byte value : frame) {
      sum += value;
    }
    frame[LENGTH_BYTES - 1] = (byte) ~sum;
    return frame;
  }
}
