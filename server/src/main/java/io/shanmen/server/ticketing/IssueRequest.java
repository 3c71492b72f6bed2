package io.shanmen.server.ticketing;

import io.shanmen.kernel.money.Money;
import io.shanmen.kernel.validity.Entitlement;
import io.shanmen.kernel.validity.Validity;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the tickets of one line that is paid in the same transaction.
 *
 * @param orderId the order, an opaque reference
 * @param lineNo the order's line
 * @param product what is sold
 * @param count how many tickets, at least 1
 * @param price the price of each
 * @param grant what each of them allows
 * @param soldBy where, when and by whom
 */
public record IssueRequest(
    UUID orderId,
    int lineNo,
    SoldProduct product,
    int count,
    Money price,
    Grant grant,
    SoldBy soldBy) {

  /** The most tickets that one line can make. */
  public static final int LIMIT_TICKETS = 999;

  public IssueRequest {
    if (count < 1 || count > LIMIT_TICKETS) {
      throw new IllegalArgumentException("tickets of one line: " + count);
    }
    if (price.isNegative()) {
      throw new IllegalArgumentException("a ticket's price is not negative: " + price);
    }
  }

  /**
   * What a ticket allows.
   *
   * @param validity when it is valid
   * @param entitlement for how many people, how often and where
   * @param visitDay the day that was booked; null for an open ticket
   * @param slotNo the slot that was booked; null if none
   */
  public record Grant(
      Validity validity,
      Entitlement entitlement,
      @Nullable LocalDate visitDay,
      @Nullable Integer slotNo) {}
}
