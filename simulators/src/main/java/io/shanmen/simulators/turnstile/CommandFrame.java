package io.shanmen.simulators.turnstile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One command to a board, as it stands on the wire: {@code 7E 00 machine opcode d0 d1 d2 check}.
 *
 * @param machine the board's number on the bus, 0 to 255
 * @param opcode what to do, see {@link Opcode}
 * @param d0 first datum, 0 to 255; the other two are not used by any command we know
 */
record CommandFrame(int machine, int opcode, int d0) {
  static final int LENGTH_BYTES = 8;
  private static final int START = 0x7E;

  /** Collects bytes until they make commands; what cannot be one is skipped byte by byte. */
  static final class Collector {
    private byte[] pending = new byte[0];
    private long skippedBytes;

    List<CommandFrame> add(byte[] bytes) {
      byte[] all = Arrays.copyOf(pending, pending.length + bytes.length);
      System.arraycopy(bytes, 0, all, pending.length, bytes.length);
      List<CommandFrame> frames = new ArrayList<>();
      int at = 0;
      while (all.length - at >= LENGTH_BYTES) {
        if (isFrame(all, at)) {
          frames.add(
              new CommandFrame(
                  unsigned(all[at + 2]), unsigned(all[at + 3]), unsigned(all[at + 4])));
          at += LENGTH_BYTES;
        } else {
          at++;
          skippedBytes++;
        }
      }
      while (at < all.length && unsigned(all[at]) != START) {
        at++;
        skippedBytes++;
      }
      pending = Arrays.copyOfRange(all, at, all.length);
      return frames;
    }

    /** A pause on the wire ends whatever was half sent, as the boards do. */
    void forgetHalf() {
      skippedBytes += pending.length;
      pending = new byte[0];
    }

    boolean hasHalf() {
      return pending.length > 0;
    }

    long skippedBytes() {
      return skippedBytes;
    }

    private static boolean isFrame(byte[] bytes, int at) {
      int sum = 0;
      for (int i = at; i < at + LENGTH_BYTES; i++) {
        sum += unsigned(bytes[i]);
      }
      // The check byte is the complement of the sum before it, so that the whole sums to FF.
      return unsigned(bytes[at]) == START && bytes[at + 1] == 0 && (sum & 0xFF) == 0xFF;
    }

    private static int unsigned(byte value) {
      return value & 0xFF;
    }
  }
}
