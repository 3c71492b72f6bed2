package io.shanmen.server.ticketing.paper;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** Draws dots, 8 to the millimetre (203 dpi), for a thermal printer. */
final class RasterCanvas implements Canvas, AutoCloseable {

  static final int DOTS_PER_MM = 8;

  private final BufferedImage image;
  private final Graphics2D pen;

  RasterCanvas(int widthDots, int heightDots) {
    image = new BufferedImage(widthDots, heightDots, BufferedImage.TYPE_BYTE_BINARY);
    pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, widthDots, heightDots);
    pen.setColor(Color.BLACK);
  }

  @Override
  public void text(String text, double x, double y, double sizeMm) {
    PaperFont font = PaperFont.instance();
    double size = sizeMm * DOTS_PER_MM;
    double left = x * DOTS_PER_MM;
    for (int point : font.printable(text).codePoints().toArray()) {
      PaperFont.Glyph glyph = font.glyph(point);
      pen.fill(
          new AffineTransform(size, 0, 0, -size, left, y * DOTS_PER_MM)
              .createTransformedShape(glyph.outline()));
      left += glyph.advanceEms() * size;
    }
  }

  @Override
  public void box(double x, double y, double width, double height) {
    int left = dots(x);
    int top = dots(y);
    pen.fillRect(
        left, top, Math.max(1, dots(x + width) - left), Math.max(1, dots(y + height) - top));
  }

  @Override
  public double widthMm() {
    return image.getWidth() / (double) DOTS_PER_MM;
  }

  /** The upper part of what was drawn, one bit for each dot, set for black. */
  byte[][] rows(double heightMm) {
    int height = Math.min(image.getHeight(), dots(heightMm));
    int bytes = (image.getWidth() + Byte.SIZE - 1) / Byte.SIZE;
    byte[][] rows = new byte[height][bytes];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if ((image.getRGB(x, y) & 0xFFFFFF) == 0) {
          rows[y][x / Byte.SIZE] |= (byte) (0x80 >> (x % Byte.SIZE));
        }
      }
    }
    return rows;
  }

  private static int dots(double mm) {
    return (int) Math.round(mm * DOTS_PER_MM);
  }

  @Override
  public void close() {
    pen.dispose();
  }
}
