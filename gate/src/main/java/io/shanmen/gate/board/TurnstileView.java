package io.shanmen.gate.board;

/**
 * What is known of a turnstile now.
 *
 * @param health whether it can be used
 * @param position where its flaps are
 * @param entered people counted inwards since this program has known the board
 * @param exited people counted outwards since then
 * @param entryCounter the board's own inward counter, which outlives this program; −1 before the
 *     first answer
 * @param exitCounter the board's own outward counter; −1 before the first answer
 * @param fault the board's fault code, 0 for none
 * @param alarm the board's alarm bits, 0 for none
 * @param occupied somebody stands between the flaps
 * @param settled no order is outstanding and no count is in doubt
 * @param openFailed the last order to open was given up
 */
public record TurnstileView(
    Health health,
    Position position,
    long entered,
    long exited,
    int entryCounter,
    int exitCounter,
    int fault,
    int alarm,
    boolean occupied,
    boolean settled,
    boolean openFailed) {

  /** Whether a turnstile can be used. */
  public enum Health {
    OK,
    FAULT,
    ABSENT
  }

  /** Where the flaps are. */
  public enum Position {
    UNKNOWN,
    CLOSED,
    OPEN_TO_ENTRY,
    OPEN_TO_EXIT,
    MOVING,
    FIRE_OPEN
  }

  public boolean isOk() {
    return health == Health.OK;
  }

  /** People counted this way since this program has known the board. */
  public long counted(Turnstile.Way way) {
    return way == Turnstile.Way.ENTRY ? entered : exited;
  }

  /** The board's own counter for this way. */
  public int counter(Turnstile.Way way) {
    return way == Turnstile.Way.ENTRY ? entryCounter : exitCounter;
  }
}
