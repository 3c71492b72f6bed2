package io.shanmen.server.ordering;

import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.ticketing.Ticket;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * An order (订单) that was paid.
 *
 * @param orderId made by the client; the order's key
 * @param orderNo short enough to be read aloud
 * @param state where it stands
 * @param sale where, when and by whom it was sold
 * @param lines what was sold, with the prices of the sale
 * @param money what was paid and how
 * @param tickets the tickets; their codes are for those who sold them
 */
public record Order(
    UUID orderId,
    long orderNo,
    OrderState state,
    Sale sale,
    List<Quote.Line> lines,
    Paid money,
    List<Ticket> tickets) {

  public Order {
    lines = List.copyOf(lines);
    tickets = List.copyOf(tickets);
  }

  /** The order for somebody who did not sell it: what its tickets' codes admit is hidden. */
  public Order withoutCodes() {
    List<Ticket> hidden = tickets.stream().map(Ticket::withoutCode).toList();
    return new Order(orderId, orderNo, state, sale, lines, money, hidden);
  }

  Order seenBy(SignedIn who) {
    return sale.isOf(who) ? this : withoutCodes();
  }

  /**
   * Where, when and by whom.
   *
   * @param channel the way of sale
   * @param at the moment
   * @param businessDay the business day of that moment
   * @param operatorId who sold it
   * @param operatorName that person's name at the sale
   * @param terminalId at which computer
   * @param shiftId in which shift
   */
  public record Sale(
      String channel,
      Instant at,
      LocalDate businessDay,
      UUID operatorId,
      String operatorName,
      UUID terminalId,
      UUID shiftId) {

    static final String VIEW_ALL = "ordering.view";

    /** Who may only sell sees what the own window sold, and what he sold himself. */
    boolean isFor(SignedIn who) {
      return who.may(VIEW_ALL) || isOf(who);
    }

    boolean isOf(SignedIn who) {
      return terminalId.equals(who.terminalId()) || operatorId.equals(who.operatorId());
    }
  }

  /**
   * What was paid. {@code receivedMinor − changeMinor = totalMinor}, always.
   *
   * @param totalMinor the order's price
   * @param currency ISO 4217
   * @param tender by what means
   * @param receivedMinor what the visitor handed over
   * @param changeMinor what the visitor got back
   */
  public record Paid(
      long totalMinor, String currency, String tender, long receivedMinor, long changeMinor) {}
}
