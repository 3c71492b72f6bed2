package io.shanmen.server.ticketing.paper;

import io.shanmen.server.ticketing.Slip;

/** Draws a slip: receipts, refunds. */
final class SlipLayout {

  private static final double TEXT_MM = 3;

  private SlipLayout() {}

  /** Draws and returns how far down it came. */
  static double draw(Canvas canvas, Slip slip) {
    Ink ink = new Ink(canvas);
    ink.skip(1).centred(slip.titleZh(), 5).centred(slip.titleEn(), 2.8).skip(1.2);
    for (Slip.Row row : slip.rows()) {
      switch (row) {
        case Slip.Row.Pair(String label, String value) -> ink.pair(label, value, TEXT_MM);
        case Slip.Row.Strong(String label, String value) -> ink.skip(0.6).pair(label, value, 4.6);
        case Slip.Row.Text(String text) -> ink.left(text, TEXT_MM);
        case Slip.Row.Note(String text) -> ink.centred(text, 2.6);
        case Slip.Row.Rule() -> ink.skip(0.8).rule(0.25).skip(1.2);
        case Slip.Row.Signature(String label) ->
            ink.skip(7).left(label, TEXT_MM).rule(0.25).skip(1);
      }
    }
    return ink.skip(1).y();
  }
}
