package io.shanmen.server.ticketing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as people see it.
 *
 * @param ticketNo its number
 * @param orderId the order that it was sold with
 * @param lineNo the order's line
 * @param product what was sold
 * @param priceMinor its price in minor units
 * @param currency ISO 4217
 * @param heads how many people it admits
 * @param uses how many first passages of a person it holds in all; 0 without limit
 * @param used how many of them are gone
 * @param state where it stands
 * @param validity from when to when
 * @param code its signed code, present and past paper counted
 * @param issuedAt when it was sold
 */
public record Ticket(
    long ticketNo,
    UUID orderId,
    int lineNo,
    SoldProduct product,
    long priceMinor,
    String currency,
    int heads,
    int uses,
    int used,
    TicketState state,
    ValidOn validity,
    Code code,
    Instant issuedAt) {

  /** The ticket for somebody who may know of it and must not enter with it. */
  public Ticket withoutCode() {
    return new Ticket(
        ticketNo,
        orderId,
        lineNo,
        product,
        priceMinor,
        currency,
        heads,
        uses,
        used,
        state,
        validity,
        code.withoutCode(),
        issuedAt);
  }

  /**
   * The days on which it is good, both included, and the visit that was booked.
   *
   * @param from the first day
   * @param to the last day
   * @param visitDay the day that was booked; null for an open ticket
   * @param slotNo the slot that was booked; null if none
   */
  public record ValidOn(
      LocalDate from, LocalDate to, @Nullable LocalDate visitDay, @Nullable Integer slotNo) {}

  /**
   * The code on its paper. Whoever sells gets it; who looks a ticket up does not, for it admits:
   * another paper is a reprint, which voids this one (F7).
   *
   * @param version counts from 1; a reprint makes the next and voids those before
   * @param qr the text of the QR code; empty in a look-up and while the master key is away
   * @param digits the 24 digits of the bar code; in a look-up only the last four can be read
   * @param printState whether it has come onto paper
   */
  public record Code(int version, String qr, String digits, PrintState printState) {

    private static final int READABLE_DIGITS = 4;

    Code withoutCode() {
      int hidden = digits.length() - READABLE_DIGITS;
      return new Code(version, "", "•".repeat(hidden) + digits.substring(hidden), printState);
    }
  }
}
