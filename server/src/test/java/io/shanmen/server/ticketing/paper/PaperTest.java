package io.shanmen.server.ticketing.paper;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shanmen.server.ticketing.Paper;
import io.shanmen.server.ticketing.Slip;
import io.shanmen.simulators.printer.VirtualPrinter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaperTest {

  /** As long as a real code: 150 characters of the alphanumeric alphabet, version 8 at level M. */
  private static final String QR =
      "6BF%RN0$D.9EC*KE1A8H Q/CZ7U:W2T-X3Y4V5S6".repeat(4).substring(0, 150);

  private static final String DIGITS = "013141592653589793238462";

  /** The alphabet of alphanumeric QR codes (ISO/IEC 18004). */
  private static final String ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

  private static final TicketFace FACE = face(QR, DIGITS, "2026-10-01 10:00");

  private static TicketFace face(String qr, String digits, String sold) {
    return new TicketFace(
        "云门山风景区",
        "Cloudgate Mountain",
        "家庭票（两大两小）",
        "Family of four",
        4,
        "2026-10-01 09:00-12:00",
        "¥280.00",
        "10000042 / 2",
        sold,
        qr,
        digits);
  }

  @Test
  void aTicketIsAPageInItsRealSizeWithBothCodesReadable() throws IOException {
    byte[] pdf = PdfPaper.tickets(List.of(FACE, FACE, FACE));
    assertThat(pdf.length).isLessThan(400_000);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isEqualTo(3);
      PDPage page = document.getPage(2);
      assertThat(page.getMediaBox().getWidth() / PdfCanvas.POINTS_PER_MM)
          .isEqualTo(80, within(0.01));
      assertThat(page.getMediaBox().getHeight() / PdfCanvas.POINTS_PER_MM)
          .isEqualTo(150, within(0.01));
      assertThat(new PDFTextStripper().getText(document)).contains("家庭票（两大两小）", "云门山风景区");
      BufferedImage picture = new PDFRenderer(document).renderImageWithDPI(2, 300, ImageType.GRAY);
      assertBothCodes(picture);
    }
  }

  /** Random codes, among them some that ZXing sees only from another side. */
  @Test
  void whateverACodeSaysItsPictureIsRead() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 100; i++) {
      String qr =
          "6BF"
              + random
                  .ints(147, 0, ALPHANUMERIC.length())
                  .mapToObj(at -> ALPHANUMERIC.substring(at, at + 1))
                  .collect(Collectors.joining());
      TicketFace face = face(qr, DIGITS, "2026-10-01 10:00");
      try (PDDocument document = Loader.loadPDF(PdfPaper.tickets(List.of(face)))) {
        assertThat(Eyes.qr(new PDFRenderer(document).renderImageWithDPI(0, 203))).isEqualTo(qr);
      }
    }
  }

  @Test
  void theFontIsInTheFileWithTheCharactersThatItNeeds() throws IOException {
    try (PDDocument document = Loader.loadPDF(PdfPaper.tickets(List.of(FACE)))) {
      for (var name : document.getPage(0).getResources().getFontNames()) {
        PDFont font = document.getPage(0).getResources().getFont(name);
        assertThat(font.isEmbedded()).isTrue();
        assertThat(font.getName()).matches("[A-Z]{6}\\+.*");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Paper.class)
  void aThermalPrinterPrintsWhatReadersRead(Paper paper) throws Exception {
    BlockingQueue<BufferedImage> pieces = new ArrayBlockingQueue<>(4);
    try (VirtualPrinter printer = VirtualPrinter.start(0, paper.widthDots(), pieces::add);
        NetworkPrinter wire = NetworkPrinter.connect("127.0.0.1", printer.port())) {
      assertThat(wire.print(ThermalPaper.ticket(FACE, paper))).isEmpty();
      BufferedImage piece = pieces.poll(5, TimeUnit.SECONDS);
      assertThat(piece).isNotNull();
      assertThat(piece.getWidth()).isEqualTo(paper.widthDots());
      assertBothCodes(piece);
      assertThat(printer.errors()).isEmpty();
    }
  }

  /** A printer obeys them at once, wherever they stand, and then misses bytes of the picture. */
  @ParameterizedTest
  @EnumSource(Paper.class)
  void noPictureContainsACommandThatPrintersObeyAtOnce(Paper paper) {
    Random random = new Random(20261001);
    for (int i = 0; i < 150; i++) {
      String digits =
          random.ints(24, 0, 10).mapToObj(Integer::toString).collect(Collectors.joining());
      String sold = "2026-10-%02d %02d:%02d".formatted(i % 30 + 1, i % 24, i % 60);
      String latin = new String(ThermalPaper.ticket(face(QR, digits, sold), paper), ISO_8859_1);
      assertThat(latin).doesNotContain("\u0010\u0004", "\u0010\u0005", "\u0010\u0014");
    }
  }

  @Test
  void aCharacterThatTheFontLacksIsABoxAndNotAFailure() {
    assertThat(PaperFont.instance().printable("犇😀票")).isEqualTo("犇□票");
    Slip slip = Slip.titled("收据", "Receipt").pair("品名", "😀").strong("合计", "¥1.00").rule().build();
    assertThat(PdfPaper.slip(slip)).startsWith('%', 'P', 'D', 'F');
    assertThat(ThermalPaper.slip(slip, Paper.MM_58)).startsWith(0x1B, '@');
  }

  private static void assertBothCodes(BufferedImage picture) {
    assertThat(Eyes.qr(picture)).isEqualTo(QR);
    assertThat(Eyes.bars(picture)).isEqualTo(DIGITS);
    assertThat(Eyes.zbar(picture)).containsExactlyInAnyOrder("QR-Code:" + QR, "CODE-128:" + DIGITS);
  }
}
