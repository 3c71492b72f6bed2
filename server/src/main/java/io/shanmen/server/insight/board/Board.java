package io.shanmen.server.insight.board;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the live board shows of the business day. It holds no personal data. A delta is a board in
 * which only {@code asOf} and the parts that changed are given.
 *
 * @param asOf the moment of which this is true
 * @param day the business day
 * @param park the park's names
 * @param people how many are in the park, and the day's six numbers
 * @param sales what was sold and given back today
 * @param hours the day by hours, from its first hour with anything in it to the present one
 * @param byType today's sales and admissions by ticket type
 * @param byWindow today's sales by window
 * @param gates how each gate is
 * @param lastPassages the latest passages, newest first
 * @param lastSales the latest sales, newest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Board(
    Instant asOf,
    @Nullable LocalDate day,
    @Nullable ParkName park,
    @Nullable People people,
    @Nullable Sales sales,
    @Nullable List<HourPoint> hours,
    @Nullable List<TypeLine> byType,
    @Nullable List<WindowLine> byWindow,
    @Nullable List<GateLine> gates,
    @Nullable List<PassageTick> lastPassages,
    @Nullable List<SaleTick> lastSales) {

  /** The park's names. */
  public record ParkName(String zh, String en) {}

  /**
   * People.
   *
   * @param inPark in the park now
   * @param instantCapacity how many may be in it at once; 0 for no limit
   * @param dayCapacity how many may come on one day; 0 for no limit
   * @param peak the most at once today
   * @param peakAt when that was
   * @param admissions unique admissions (K1)
   * @param passages confirmed passages inwards (K2)
   * @param reentries of these, people who came back
   * @param exits people who left
   * @param manual let in by staff
   * @param unticketed without a ticket in an emergency
   * @param conflicts passages whose use belongs to another
   */
  public record People(
      long inPark,
      int instantCapacity,
      int dayCapacity,
      long peak,
      @Nullable Instant peakAt,
      long admissions,
      long passages,
      long reentries,
      long exits,
      long manual,
      long unticketed,
      long conflicts) {}

  /**
   * Sales, voids taken off, and refunds.
   *
   * @param orders orders sold and not voided
   * @param tickets tickets
   * @param people people on them
   * @param amountMinor money
   * @param refunds refunds carried out
   * @param refundedTickets tickets refunded
   * @param refundedMinor money given back
   * @param netMinor sales less refunds
   */
  public record Sales(
      String currency,
      long orders,
      long tickets,
      long people,
      long amountMinor,
      long refunds,
      long refundedTickets,
      long refundedMinor,
      long netMinor) {}

  /**
   * An hour of the day.
   *
   * @param hour local, 0 to 23; those before the cut-off belong to the night of the same day
   * @param in people who came in
   * @param out people who left
   * @param tickets tickets sold
   * @param amountMinor money taken
   */
  public record HourPoint(int hour, long in, long out, long tickets, long amountMinor) {}

  /** A ticket type today. */
  public record TypeLine(
      int productNo,
      String nameZh,
      String nameEn,
      long tickets,
      long people,
      long amountMinor,
      long admissions) {}

  /** A window today. */
  public record WindowLine(
      UUID terminalId, String name, long orders, long tickets, long amountMinor) {}

  /**
   * A gate.
   *
   * @param health REVOKED, OFFLINE, FAULT, SKEWED, DEGRADED or ONLINE
   * @param in people in today
   * @param out people out today
   * @param unsynced journal entries it has not uploaded
   */
  public record GateLine(
      UUID gateId,
      int no,
      String name,
      @Nullable String checkpointZh,
      @Nullable String checkpointEn,
      String direction,
      String health,
      String orderedMode,
      @Nullable Instant seenAt,
      long unsynced,
      long in,
      long out) {}

  /** Somebody passed. */
  public record PassageTick(
      String id,
      Instant at,
      int gateNo,
      @Nullable String gateName,
      String kind,
      @Nullable String nameZh,
      @Nullable String nameEn,
      boolean conflict) {}

  /** An order was sold. */
  public record SaleTick(
      UUID orderId,
      Instant at,
      @Nullable String window,
      String nameZh,
      String nameEn,
      long tickets,
      long people,
      long amountMinor) {}

  /** What of this board differs from an earlier one. */
  Board since(Board earlier) {
    return new Board(
        asOf,
        changed(day, earlier.day),
        changed(park, earlier.park),
        changed(people, earlier.people),
        changed(sales, earlier.sales),
        changed(hours, earlier.hours),
        changed(byType, earlier.byType),
        changed(byWindow, earlier.byWindow),
        changed(gates, earlier.gates),
        changed(lastPassages, earlier.lastPassages),
        changed(lastSales, earlier.lastSales));
  }

  private static <T> @Nullable T changed(@Nullable T now, @Nullable T before) {
    return now == null || now.equals(before) ? null : now;
  }
}
