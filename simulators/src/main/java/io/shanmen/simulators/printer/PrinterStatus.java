package io.shanmen.simulators.printer;

/** What can be the matter with the printer; set by hand, told by its status bytes. */
public enum PrinterStatus {
  READY,
  PAPER_OUT,
  COVER_OPEN;

  /** Bits that every answer to DLE EOT has. */
  private static final int FIXED_BITS = 0x12;

  private static final int OFFLINE_BIT = 0x08;
  private static final int COVER_OPEN_BIT = 0x04;
  private static final int STOPPED_FOR_PAPER_BIT = 0x20;
  private static final int PAPER_END_BITS = 0x60;
  private static final int ROLL_END_BITS = 0x0C;

  /**
   * The answer to DLE EOT.
   *
   * @param kind 1 printer, 2 why it is offline, 3 errors, 4 paper
   */
  int realTime(int kind) {
    int bits =
        switch (kind) {
          case 1 -> this == READY ? 0 : OFFLINE_BIT;
          case 2 ->
              switch (this) {
                case READY -> 0;
                case PAPER_OUT -> STOPPED_FOR_PAPER_BIT;
                case COVER_OPEN -> COVER_OPEN_BIT;
              };
          case 4 -> this == PAPER_OUT ? PAPER_END_BITS : 0;
          default -> 0;
        };
    return FIXED_BITS | bits;
  }

  /** The answer to GS r 1, given in its turn. */
  int inTurn() {
    return this == PAPER_OUT ? ROLL_END_BITS : 0;
  }
}
