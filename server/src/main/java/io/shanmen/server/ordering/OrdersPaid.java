package io.shanmen.server.ordering;

import io.shanmen.kernel.time.BusinessDay;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Orders were paid: one event for a set of sales. */
public record OrdersPaid(List<PaidOrder> orders) {

  public OrdersPaid {
    orders = List.copyOf(orders);
  }

  /**
   * One of them, as the live board needs it.
   *
   * @param orderId which
   * @param at when
   * @param day the business day
   * @param terminalId at which window
   * @param tickets how many tickets
   * @param heads how many people
   * @param totalMinor how much
   */
  public record PaidOrder(
      UUID orderId,
      Instant at,
      BusinessDay day,
      UUID terminalId,
      int tickets,
      int heads,
      long totalMinor) {}
}
