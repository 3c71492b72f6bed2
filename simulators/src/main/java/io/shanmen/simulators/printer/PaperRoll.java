package io.shanmen.simulators.printer;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;

/** Paper of 203 dots to the inch: it grows while it is printed on, and a cut takes it off. */
final class PaperRoll {

  private static final int FIRST_LENGTH_DOTS = 1_024;

  /** The longest piece, 2.5 m: a printer that is never told to cut has lost its way. */
  private static final int LENGTH_LIMIT_DOTS = 20_000;

  private final int widthDots;
  private BufferedImage paper;
  private int y;

  PaperRoll(int widthDots) {
    this.widthDots = widthDots;
    this.paper = blank(FIRST_LENGTH_DOTS);
  }

  int widthDots() {
    return widthDots;
  }

  /** Prints a row of dots, black where a bit is set, and feeds by one dot. */
  void row(byte[] bits, int x, int repeatX, int repeatY) throws IOException {
    room(repeatY);
    for (int i = 0; i < bits.length * Byte.SIZE; i++) {
      if ((bits[i / Byte.SIZE] >> (Byte.SIZE - 1 - i % Byte.SIZE) & 1) == 1) {
        for (int dx = 0; dx < repeatX; dx++) {
          for (int dy = 0; dy < repeatY; dy++) {
            dot(x + i * repeatX + dx, y + dy);
          }
        }
      }
    }
    y += repeatY;
  }

  private void dot(int x, int row) {
    if (x < widthDots) {
      paper.setRGB(x, row, 0);
    }
  }

  void feed(int dots) throws IOException {
    room(dots);
    y += dots;
  }

  /** A pen at the place where the paper is, with so much room below. */
  Graphics2D pen(int heightDots) throws IOException {
    room(heightDots);
    Graphics2D pen = paper.createGraphics();
    pen.translate(0, y);
    pen.setColor(Color.BLACK);
    return pen;
  }

  boolean isBlank() {
    return y == 0;
  }

  /** The piece since the last cut. */
  BufferedImage cut() {
    BufferedImage piece = new BufferedImage(widthDots, Math.max(1, y), paper.getType());
    Graphics2D pen = piece.createGraphics();
    pen.drawImage(paper, 0, 0, null);
    pen.dispose();
    paper = blank(FIRST_LENGTH_DOTS);
    y = 0;
    return piece;
  }

  private void room(int dots) throws IOException {
    int needed = y + dots;
    if (needed > LENGTH_LIMIT_DOTS) {
      throw new IOException("never cut: " + needed + " dots");
    }
    if (needed > paper.getHeight()) {
      BufferedImage longer = blank(Math.max(needed, paper.getHeight() * 2));
      Graphics2D pen = longer.createGraphics();
      pen.drawImage(paper, 0, 0, null);
      pen.dispose();
      paper = longer;
    }
  }

  private BufferedImage blank(int height) {
    BufferedImage image = new BufferedImage(widthDots, height, BufferedImage.TYPE_BYTE_BINARY);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, widthDots, height);
    pen.dispose();
    return image;
  }
}
