package io.shanmen.server.cashdesk;

import org.jspecify.annotations.Nullable;

/**
 * What a submission of a blind count led to. Before the last one it says neither over nor short,
 * and not by how much (R5).
 *
 * @param state what to do next
 * @param submissionsLeft how often the drawer may still be counted
 * @param overShortMinor counted less expected; null while there is a submission left
 * @param band who has to accept it; null while there is a submission left
 * @param report the Z report; null unless the shift is closed
 */
public record CountAnswer(
    State state,
    int submissionsLeft,
    @Nullable Long overShortMinor,
    @Nullable OverShortBand band,
    @Nullable ShiftReport report) {

  /** What to do next. */
  public enum State {
    /** It does not fit: count again. */
    COUNT_AGAIN,
    /** The difference waits to be accepted by another person. */
    AWAITING_ACCEPTANCE,
    /** The shift is closed. */
    CLOSED
  }
}
