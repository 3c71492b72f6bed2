package io.shanmen.server.ticketing.paper;

import io.shanmen.server.ticketing.Slip;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Tickets (80 × 150 mm, one to a page) and slips (80 mm wide, as long as they need) as PDF: black
 * only, with the font's used characters embedded and both codes as vectors.
 */
public final class PdfPaper {

  public static final double WIDTH_MM = 80;
  public static final double TICKET_HEIGHT_MM = 150;
  private static final double MARGIN_MM = 4;
  private static final double CONTENT_MM = WIDTH_MM - 2 * MARGIN_MM;

  private PdfPaper() {}

  public static byte[] tickets(List<TicketFace> faces) {
    return write(
        document -> {
          PDType0Font font = embed(document);
          faces.forEach(
              face ->
                  page(
                      document, font, TICKET_HEIGHT_MM, canvas -> TicketLayout.draw(canvas, face)));
        });
  }

  public static byte[] slip(Slip slip) {
    double height = SlipLayout.draw(new NoCanvas(CONTENT_MM), slip) + 2 * MARGIN_MM;
    return write(
        document ->
            page(document, embed(document), height, canvas -> SlipLayout.draw(canvas, slip)));
  }

  private static byte[] write(Consumer<PDDocument> pages) {
    try (PDDocument document = new PDDocument();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      pages.accept(document);
      document.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PDType0Font embed(PDDocument document) {
    try {
      return PDType0Font.load(document, PaperFont.instance().trueType(), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void page(
      PDDocument document, PDType0Font font, double heightMm, Consumer<Canvas> drawing) {
    PDPage page =
        new PDPage(new PDRectangle(PdfCanvas.points(WIDTH_MM), PdfCanvas.points(heightMm)));
    document.addPage(page);
    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
      content.setNonStrokingColor(Color.BLACK);
      drawing.accept(
          new PdfCanvas(content, font, new PdfCanvas.Area(heightMm, MARGIN_MM, CONTENT_MM)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
