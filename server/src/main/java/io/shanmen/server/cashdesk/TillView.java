package io.shanmen.server.cashdesk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the caller's till stands: what a cashier may know, and nothing of what the drawer should
 * hold.
 *
 * @param state where it stands
 * @param cashFloat the float that is asked for or waits to be counted; null if none
 * @param shift the shift that is not closed; null if none
 * @param handover what the shift before left to the next one at this drawer (R9); null if nothing,
 *     or if it is taken over
 * @param denominations the notes and coins to count, in minor units, the biggest first
 */
public record TillView(
    State state,
    @Nullable CashFloat cashFloat,
    @Nullable OwnShift shift,
    @Nullable Waiting handover,
    List<Long> denominations) {

  /** Where a till stands. */
  public enum State {
    /** No shift and no float. */
    IDLE,
    /** A float was asked for. */
    FLOAT_REQUESTED,
    /** A float waits to be counted. */
    FLOAT_ISSUED,
    /** Money may be taken. */
    OPEN,
    /** The drawer is being counted. */
    COUNTING,
    /** Counted; the difference waits to be accepted. */
    AWAITING_ACCEPTANCE
  }

  /**
   * The caller's own shift.
   *
   * @param shiftId the shift
   * @param businessDay the day on which it was opened
   * @param openedAt when
   * @param dropDue true if no more cash may be taken before a drop (R4)
   * @param dutyOfficerNeeded true while the count waits for a duty officer (R9)
   * @param submissionsLeft how often the drawer may still be counted
   * @param overShortMinor counted less expected, after the last count; null before (R5)
   * @param band who has to accept it; null before
   * @param handover what it leaves to the next shift (R9); null if nothing
   * @param drops the drops of the shift, in their order
   */
  public record OwnShift(
      UUID shiftId,
      LocalDate businessDay,
      Instant openedAt,
      boolean dropDue,
      boolean dutyOfficerNeeded,
      int submissionsLeft,
      @Nullable Long overShortMinor,
      @Nullable OverShortBand band,
      @Nullable Handover handover,
      List<DropSlip> drops) {

    public OwnShift {
      drops = List.copyOf(drops);
    }
  }

  /**
   * What waits for the next shift at this drawer.
   *
   * @param left what was left, by whom
   * @param yours true if the caller has it: only then may the caller open the next shift
   */
  public record Waiting(Handover left, boolean yours) {}

  public TillView {
    denominations = List.copyOf(denominations);
  }
}
