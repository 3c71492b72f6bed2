package io.shanmen.server.ticketing.paper;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.oned.Code128Writer;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Map;

/** QR and bar codes as black modules. */
final class Symbols {

  /** White modules that a reader needs on each side of a QR code. */
  static final int QR_QUIET_MODULES = 4;

  /** White modules that a reader needs on each side of a Code 128. */
  static final int BAR_QUIET_MODULES = 10;

  private Symbols() {}

  /** A QR code at level M, in the densest mode that the text allows. */
  static ByteMatrix qr(String text) {
    try {
      return Encoder.encode(
              text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "ISO-8859-1"))
          .getMatrix();
    } catch (WriterException e) {
      throw new IllegalArgumentException("no QR code holds this text", e);
    }
  }

  /** A Code 128, set C for digits: true is black. */
  static boolean[] bars(String digits) {
    return new Code128Writer().encode(digits);
  }

  /** Draws a QR code of so many modules' size into a square with its quiet zone. */
  static void drawQr(Canvas canvas, String text, double x, double y, double moduleMm) {
    ByteMatrix matrix = qr(text);
    double left = x + QR_QUIET_MODULES * moduleMm;
    double top = y + QR_QUIET_MODULES * moduleMm;
    for (int row = 0; row < matrix.getHeight(); row++) {
      int start = -1;
      for (int column = 0; column <= matrix.getWidth(); column++) {
        boolean black = column < matrix.getWidth() && matrix.get(column, row) == 1;
        if (black && start < 0) {
          start = column;
        } else if (!black && start >= 0) {
          canvas.box(
              left + start * moduleMm, top + row * moduleMm, (column - start) * moduleMm, moduleMm);
          start = -1;
        }
      }
    }
  }

  static double qrSizeMm(String text, double moduleMm) {
    return (qr(text).getWidth() + 2 * QR_QUIET_MODULES) * moduleMm;
  }

  /** Draws a Code 128; its quiet zones are the caller's to keep. */
  static void drawBars(Canvas canvas, boolean[] bars, Bars place) {
    int start = -1;
    for (int i = 0; i <= bars.length; i++) {
      boolean black = i < bars.length && bars[i];
      if (black && start < 0) {
        start = i;
      } else if (!black && start >= 0) {
        canvas.box(
            place.x() + start * place.moduleMm(),
            place.y(),
            (i - start) * place.moduleMm(),
            place.heightMm());
        start = -1;
      }
    }
  }

  /** Where a bar code stands and how big it is, in millimetres. */
  record Bars(double x, double y, double moduleMm, double heightMm) {}
}
