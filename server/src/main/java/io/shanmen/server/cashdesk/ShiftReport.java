package io.shanmen.server.cashdesk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The X report (a reading, as often as wanted) or Z report (at the close, once, numbered) of a
 * shift; both come from one function (R10). It holds all that the printed slip shows.
 *
 * @param zNumber the gapless number within the drawer; null in an X report
 * @param shift which shift
 * @param cash the terms of the expected cash (R3), in their order, each with its sign
 * @param expectedMinor their sum
 * @param drops the drops that were received, in their order
 * @param close what the close found; null before
 * @param printedAt when the report was made
 */
public record ShiftReport(
    @Nullable Integer zNumber,
    Header shift,
    List<CashTerm> cash,
    long expectedMinor,
    List<DropSlip> drops,
    @Nullable Close close,
    Instant printedAt) {

  public ShiftReport {
    cash = List.copyOf(cash);
    drops = List.copyOf(drops);
  }

  /** Which shift. */
  public record Header(
      UUID shiftId,
      String operatorName,
      UUID terminalId,
      String terminalName,
      LocalDate businessDay,
      ShiftState state,
      Instant openedAt) {}

  /**
   * One term of the expected cash.
   *
   * @param term which
   * @param zh its name in Chinese
   * @param en its name in English
   * @param count how many times
   * @param amountMinor how much it adds; negative where cash left the drawer
   */
  public record CashTerm(DrawerReason term, String zh, String en, int count, long amountMinor) {}

  /**
   * What the close found.
   *
   * @param closedAt when
   * @param countedMinor what was counted last
   * @param overShortMinor counted less expected
   * @param band who had to accept it
   * @param dutyOfficer who was there at the count (R9); null where the park wants nobody
   * @param handover what it left to the next shift (R9); null if nothing
   * @param acceptedBy who did; null if nobody had to
   * @param reason why it was accepted; null if nobody had to
   * @param examined what finance found; null while it has not looked or need not
   */
  public record Close(
      Instant closedAt,
      long countedMinor,
      long overShortMinor,
      OverShortBand band,
      @Nullable String dutyOfficer,
      @Nullable Handover handover,
      @Nullable String acceptedBy,
      @Nullable String reason,
      @Nullable Examined examined) {}

  /**
   * What finance found out about a large difference (R6).
   *
   * @param by who looked into it
   * @param at when
   * @param camera what the camera over the drawer showed, and where its record is
   * @param finding what came of it
   */
  public record Examined(String by, Instant at, String camera, String finding) {}
}
