package io.shanmen.server.ticketing.paper;

/** Draws a ticket: the same on PDF and on thermal paper, wide or narrow. */
final class TicketLayout {

  /** Below this width the paper is that of a 58 mm printer. */
  private static final double NARROW_MM = 60;

  /** The whole of 8 dots to the millimetre, so that modules are whole dots on thermal paper. */
  private static final double DOT_MM = 0.125;

  private TicketLayout() {}

  /** Draws and returns how far down it came. */
  static double draw(Canvas canvas, TicketFace face) {
    boolean narrow = canvas.widthMm() < NARROW_MM;
    Ink ink = new Ink(canvas);
    ink.skip(1).centred(face.parkZh(), narrow ? 4.4 : 5.4).centred(face.parkEn(), 2.8);
    ink.skip(1.6).rule(0.5).skip(2);
    ink.centred(face.productZh(), narrow ? 6.5 : 9).centred(face.productEn(), 3.4);
    ink.skip(0.6).centred("限 %d 人 · Admits %d".formatted(face.heads(), face.heads()), 3.8);
    drawQr(ink, face.qr(), narrow ? 5 : 6);
    drawBars(ink, face.digits(), narrow ? 2 : 3);
    ink.skip(1.5).rule(0.25).skip(1.5);
    double size = narrow ? 2.6 : 3;
    ink.pair("有效期 Valid", face.valid(), size)
        .pair("票价 Price", face.price(), size)
        .pair("票号 No.", face.number(), size)
        .pair("售出 Sold", face.sold(), size);
    ink.skip(0.8)
        .centred("凭此码检票入园，请妥善保管，重打后原码作废", 2.6)
        .centred("Show this code at the gate. A reprint voids it.", 2.4);
    return ink.y();
  }

  private static void drawQr(Ink ink, String text, int moduleDots) {
    double module = moduleDots * DOT_MM;
    double size = Symbols.qrSizeMm(text, module);
    Symbols.drawQr(
        ink.canvas(),
        text,
        wholeDots((ink.canvas().widthMm() - size) / 2),
        wholeDots(ink.y()),
        module);
    ink.skip(size);
  }

  private static void drawBars(Ink ink, String digits, int moduleDots) {
    boolean[] bars = Symbols.bars(digits);
    double module = moduleDots * DOT_MM;
    double left = wholeDots((ink.canvas().widthMm() - bars.length * module) / 2);
    Symbols.drawBars(ink.canvas(), bars, new Symbols.Bars(left, wholeDots(ink.y()), module, 11));
    ink.skip(11.6).centred(inFours(digits), 2.6);
  }

  private static double wholeDots(double mm) {
    return Math.round(mm / DOT_MM) * DOT_MM;
  }

  private static String inFours(String digits) {
    return digits.replaceAll("(.{4})(?!$)", "$1 ");
  }
}
