package io.shanmen.server.ticketing.paper;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;

/** Draws on a PDF page as vectors and as text that can be searched. */
final class PdfCanvas implements Canvas {

  static final double POINTS_PER_MM = 72 / 25.4;

  private final PDPageContentStream content;
  private final PDFont font;
  private final Area area;

  /** The printable area of a page, in millimetres from its upper left corner. */
  record Area(double pageHeightMm, double marginMm, double widthMm) {}

  PdfCanvas(PDPageContentStream content, PDFont font, Area area) {
    this.content = content;
    this.font = font;
    this.area = area;
  }

  @Override
  public void text(String text, double x, double y, double sizeMm) {
    try {
      content.beginText();
      content.setFont(font, points(sizeMm));
      content.newLineAtOffset(
          points(area.marginMm() + x), points(area.pageHeightMm() - area.marginMm() - y));
      content.showText(PaperFont.instance().printable(text));
      content.endText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void box(double x, double y, double width, double height) {
    try {
      content.addRect(
          points(area.marginMm() + x),
          points(area.pageHeightMm() - area.marginMm() - y - height),
          points(width),
          points(height));
      content.fill();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public double widthMm() {
    return area.widthMm();
  }

  static float points(double mm) {
    return (float) (mm * POINTS_PER_MM);
  }
}
