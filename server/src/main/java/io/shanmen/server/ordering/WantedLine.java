package io.shanmen.server.ordering;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to buy. There is no price here: prices are the server's (F4).
 *
 * @param productId the ticket type
 * @param quantity how many; for a group ticket, how many people on it
 * @param visitDay the business day of the visit; null for today
 * @param slotNo the slot, where the type sells places by slot; else null
 */
public record WantedLine(
    UUID productId,
    @Min(1) @Max(WantedLine.LIMIT_QUANTITY) int quantity,
    @Nullable LocalDate visitDay,
    @Nullable Integer slotNo) {

  /** The most that one line can ask for, in tickets or people. */
  public static final int LIMIT_QUANTITY = 999;

  /** The most lines in one order. */
  public static final int LIMIT_LINES = 50;

  /** A quantity above this must be confirmed: it is more often a slip than a wish. */
  public static final int UNCONFIRMED_LIMIT_QUANTITY = 20;
}
