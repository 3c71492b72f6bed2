package io.shanmen.server.ticketing.paper;

import io.shanmen.server.ticketing.Paper;
import io.shanmen.server.ticketing.Slip;
import java.io.ByteArrayOutputStream;
import java.util.function.ToDoubleFunction;

/**
 * Tickets and slips as ESC/POS: drawn here dot by dot, so that no font or code page of the printer
 * matters.
 */
public final class ThermalPaper {

  /** The longest drawing; a ticket needs about 140 mm. */
  private static final int LIMIT_LENGTH_MM = 600;

  /** Printers take a picture in bands: some have little memory. */
  private static final int BAND_ROWS = 128;

  private static final byte DLE = 0x10;
  private static final byte EOT = 0x04;
  private static final byte ENQ = 0x05;
  private static final byte DC4 = 0x14;

  /** The dot that makes two neighbours of one; none of the bytes above has it. */
  private static final int ONE_DOT_MORE = 0x08;

  private static final byte[] RESET = {0x1B, '@'};
  private static final byte[] FEED_AND_CUT = {0x1D, 'V', 66, 0};

  private static final byte[] OPEN_DRAWER = {0x1B, 'p', 0, 25, (byte) 250};

  private ThermalPaper() {}

  /** Pulse on pin 2, 50 ms on and 500 ms off: what drawers on printers understand. */
  public static byte[] openDrawer() {
    return OPEN_DRAWER.clone();
  }

  public static byte[] ticket(TicketFace face, Paper paper) {
    return print(paper, canvas -> TicketLayout.draw(canvas, face));
  }

  public static byte[] slip(Slip slip, Paper paper) {
    return print(paper, canvas -> SlipLayout.draw(canvas, slip));
  }

  private static byte[] print(Paper paper, ToDoubleFunction<Canvas> drawing) {
    double widthMm = paper.widthDots() / (double) RasterCanvas.DOTS_PER_MM;
    double heightMm = drawing.applyAsDouble(new NoCanvas(widthMm)) + 1;
    if (heightMm > LIMIT_LENGTH_MM) {
      throw new IllegalArgumentException("too long for the paper: " + heightMm + " mm");
    }
    try (RasterCanvas canvas =
        new RasterCanvas(paper.widthDots(), (int) Math.ceil(heightMm * RasterCanvas.DOTS_PER_MM))) {
      double drawnMm = drawing.applyAsDouble(canvas);
      return escPos(canvas.rows(drawnMm + 1));
    }
  }

  private static byte[] escPos(byte[][] rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(RESET);
    for (int top = 0; top < rows.length; top += BAND_ROWS) {
      int height = Math.min(BAND_ROWS, rows.length - top);
      int width = rows[top].length;
      byte[] band = new byte[height * width];
      for (int row = 0; row < height; row++) {
        System.arraycopy(rows[top + row], 0, band, row * width, width);
      }
      out.writeBytes(
          new byte[] {
            0x1D,
            'v',
            '0',
            0,
            (byte) width,
            (byte) (width >> 8),
            (byte) height,
            (byte) (height >> 8)
          });
      out.writeBytes(harmless(band));
    }
    out.writeBytes(FEED_AND_CUT);
    return out.toByteArray();
  }

  /**
   * A picture without the commands that a printer obeys at once wherever they stand, and takes out
   * of the picture (DLE with EOT, ENQ or DC4). A dot is added to the second byte: such bytes are
   * thin strokes of letters, never the bars of a code, which are two dots wide and more.
   */
  private static byte[] harmless(byte[] picture) {
    for (int i = 1; i < picture.length; i++) {
      byte second = picture[i];
      if (picture[i - 1] == DLE && (second == EOT || second == ENQ || second == DC4)) {
        picture[i] |= ONE_DOT_MORE;
      }
    }
    return picture;
  }
}
