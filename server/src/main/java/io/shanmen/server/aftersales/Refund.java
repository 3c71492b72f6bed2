package io.shanmen.server.aftersales;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A refund (退票) from its request on. {@code amountMinor + feeMinor = paidMinor}, always.
 *
 * @param requestId made by the client
 * @param orderId the order
 * @param orderNo its number
 * @param state where it stands
 * @param ground on what ground
 * @param reason what the visitor said
 * @param tickets the tickets
 * @param money how much
 * @param limit what it takes to approve it
 * @param requested who asked
 * @param decided who decided; null until then
 * @param executed who paid it out, or tries to; null until then
 * @param failure the problem code of the last attempt to pay; null if none failed
 */
public record Refund(
    UUID requestId,
    UUID orderId,
    long orderNo,
    RefundState state,
    RefundGround ground,
    String reason,
    List<RefundTicket> tickets,
    Amounts money,
    Limit limit,
    Step requested,
    @Nullable Decision decided,
    @Nullable Execution executed,
    @Nullable String failure) {

  public Refund {
    tickets = List.copyOf(tickets);
  }

  /** The same refund with its tickets. */
  Refund withTickets(List<RefundTicket> all) {
    return new Refund(
        requestId, orderId, orderNo, state, ground, reason, all, money, limit, requested, decided,
        executed, failure);
  }

  /**
   * One ticket of a refund.
   *
   * @param ticketNo which
   * @param lineNo the order's line
   * @param nameZh the ticket type's Chinese name at the sale
   * @param nameEn its English name
   * @param heads how many people it admitted
   * @param paidMinor what was paid for it
   * @param amountMinor what is given back for it
   * @param feeMinor what the park keeps
   * @param noShow whether the visitor is marked as having failed to come
   */
  public record RefundTicket(
      long ticketNo,
      int lineNo,
      String nameZh,
      String nameEn,
      int heads,
      long paidMinor,
      long amountMinor,
      long feeMinor,
      boolean noShow) {}

  /** What was paid, what is given back by the way it came, and what the park keeps. */
  public record Amounts(
      long paidMinor, long amountMinor, long feeMinor, String currency, String tender) {}

  /**
   * What it takes to approve (R16).
   *
   * @param summedMinor all refunds of this order asked for on this day, this one included
   * @param permission the permission that the approver needs
   * @param limitMinor up to which sum that permission is enough; null if without limit
   * @param secondPersonNeeded false only where the clerk may decide alone
   */
  public record Limit(
      long summedMinor, String permission, @Nullable Long limitMinor, boolean secondPersonNeeded) {}

  /** Who did something, when and where. */
  public record Step(UUID operatorId, String operatorName, UUID terminalId, Instant at) {}

  /**
   * A decision.
   *
   * @param by who decided
   * @param sameTerminal true if it was at the maker's own terminal (R21)
   * @param note what the decider wrote
   */
  public record Decision(Step by, boolean sameTerminal, String note) {}

  /**
   * A payment to the visitor.
   *
   * @param by who paid
   * @param shiftId out of whose drawer (R19)
   * @param businessDay the day on which it is booked
   */
  public record Execution(Step by, UUID shiftId, LocalDate businessDay) {}
}
