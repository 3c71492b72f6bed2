package io.shanmen.gate.board;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a 7E/7F board answers every command with, 18 bytes: {@code 7F version machine fault gate
 * alarm L2 L1 L0 R2 R1 R0 infrared command volts x x check}; all bytes sum to −1 modulo 256.
 *
 * @param machine the board's number on the bus
 * @param fault 0 for none
 * @param gate 0 closed, 1 open to the left, 2 open to the right, 3 moving, 4 opened by fire
 * @param alarm 0 for none
 * @param left people counted to the left, 24 bits
 * @param right people counted to the right, 24 bits
 * @param infrared light barriers that somebody interrupts, 0 where the lane is empty
 */
record BoardStatus(int machine, int fault, int gate, int alarm, int left, int right, int infrared) {
  static final int LENGTH_BYTES = 18;
  private static final int START = 0x7F;
  private static final int HIGHEST_GATE = 4;

  /**
   * Collects bytes until they make a status. Answers come in pieces (16 and 2 bytes are usual),
   * glued together and damaged; what cannot be a status is skipped byte by byte.
   */
  static final class Collector {
    private byte[] pending = new byte[0];
    private long skippedBytes;

    List<BoardStatus> add(byte[] bytes) {
      byte[] all = Arrays.copyOf(pending, pending.length + bytes.length);
      System.arraycopy(bytes, 0, all, pending.length, bytes.length);
      List<BoardStatus> found = new ArrayList<>(1);
      int at = 0;
      while (at < all.length) {
        if (unsigned(all[at]) != START) {
          at++;
          skippedBytes++;
        } else if (all.length - at < LENGTH_BYTES) {
          break;
        } else if (isStatus(all, at)) {
          found.add(read(all, at));
          at += LENGTH_BYTES;
        } else {
          at++;
          skippedBytes++;
        }
      }
      pending = Arrays.copyOfRange(all, at, all.length);
      return found;
    }

    /** Bytes that belonged to nothing: a figure for the quality of the line. */
    long skippedBytes() {
      return skippedBytes;
    }

    private static boolean isStatus(byte[] bytes, int at) {
      int sum = 0;
      for (int i = at; i < at + LENGTH_BYTES; i++) {
        sum += bytes[i];
      }
      return (sum + 1 & 0xFF) == 0 && unsigned(bytes[at + 4]) <= HIGHEST_GATE;
    }

    private static BoardStatus read(byte[] bytes, int at) {
      return new BoardStatus(
          unsigned(bytes[at + 2]),
          unsigned(bytes[at + 3]),
          unsigned(bytes[at + 4]),
          unsigned(bytes[at + 5]),
          counter(bytes, at + 6),
          counter(bytes, at + 9),
          unsigned(bytes[at + 12]));
    }

    private static int counter(byte[] bytes, int at) {
      return unsigned(bytes[at]) << 16 | unsigned(bytes[at + 1]) << 8 | unsigned(bytes[at + 2]);
    }

    private static int unsigned(byte value) {
      return value & 0xFF;
    }
  }
}
