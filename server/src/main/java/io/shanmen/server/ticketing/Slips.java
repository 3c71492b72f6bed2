package io.shanmen.server.ticketing;

import io.shanmen.kernel.money.Money;
import io.shanmen.server.ticketing.paper.PdfPaper;
import io.shanmen.server.ticketing.paper.ThermalPaper;

/** Puts slips of other modules onto paper. */
public final class Slips {

  private Slips() {}

  /** A PDF, 80 mm wide and as long as the slip. */
  public static byte[] pdf(Slip slip) {
    return PdfPaper.slip(slip);
  }

  /** ESC/POS for a thermal printer, cut at its end. */
  public static byte[] escPos(Slip slip, Paper paper) {
    return ThermalPaper.slip(slip, paper);
  }

  /** An amount as people write it, such as ¥80.00. */
  public static String amount(Money amount) {
    return TicketFaces.price(amount);
  }
}
