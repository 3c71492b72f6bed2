package io.shanmen.server.ticketing.paper;

/** A pen that writes down a canvas: lines of text one below the other, fitted to the width. */
final class Ink {

  /** A text is made smaller to fit, but not below this part of its size; then it is cut. */
  private static final double SMALLEST_PART = 0.6;

  private final Canvas canvas;
  private double y;

  Ink(Canvas canvas) {
    this.canvas = canvas;
  }

  Canvas canvas() {
    return canvas;
  }

  /** How far down the pen is. */
  double y() {
    return y;
  }

  Ink skip(double mm) {
    y += mm;
    return this;
  }

  Ink centred(String text, double sizeMm) {
    Fitted fitted = fit(text, sizeMm, canvas.widthMm());
    y += sizeMm;
    canvas.text(fitted.text(), (canvas.widthMm() - fitted.widthMm()) / 2, y, fitted.sizeMm());
    y += sizeMm * 0.35;
    return this;
  }

  /** A label at the left and its value at the right of one line. */
  Ink pair(String label, String value, double sizeMm) {
    Fitted left = fit(label, sizeMm, canvas.widthMm() * 0.4);
    Fitted right = fit(value, sizeMm, canvas.widthMm() - left.widthMm() - sizeMm);
    y += sizeMm;
    canvas.text(left.text(), 0, y, left.sizeMm());
    canvas.text(right.text(), canvas.widthMm() - right.widthMm(), y, right.sizeMm());
    y += sizeMm * 0.45;
    return this;
  }

  Ink left(String text, double sizeMm) {
    Fitted fitted = fit(text, sizeMm, canvas.widthMm());
    y += sizeMm;
    canvas.text(fitted.text(), 0, y, fitted.sizeMm());
    y += sizeMm * 0.45;
    return this;
  }

  Ink rule(double thicknessMm) {
    canvas.box(0, y, canvas.widthMm(), thicknessMm);
    y += thicknessMm;
    return this;
  }

  private record Fitted(String text, double sizeMm, double widthMm) {}

  private static Fitted fit(String text, double sizeMm, double roomMm) {
    PaperFont font = PaperFont.instance();
    double width = font.widthEms(text) * sizeMm;
    if (width <= roomMm) {
      return new Fitted(text, sizeMm, width);
    }
    double smaller = Math.max(sizeMm * SMALLEST_PART, sizeMm * roomMm / width);
    String shorter = text;
    while (font.widthEms(shorter) * smaller > roomMm && shorter.length() > 1) {
      shorter = shorter.substring(0, shorter.offsetByCodePoints(shorter.length(), -1));
    }
    return new Fitted(shorter, smaller, font.widthEms(shorter) * smaller);
  }
}
