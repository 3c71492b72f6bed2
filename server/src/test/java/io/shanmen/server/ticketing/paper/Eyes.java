package io.shanmen.server.ticketing.paper;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Reads codes from pictures: with ZXing, and with zbar, which knows nothing of us. */
public final class Eyes {

  /** White around a piece of paper, as a reader sees it. */
  private static final int MARGIN_DOTS = 40;

  private Eyes() {}

  /** The QR code in a picture. */
  public static String qr(BufferedImage picture) {
    return zxing(picture, BarcodeFormat.QR_CODE);
  }

  /** The bar code in a picture. */
  public static String bars(BufferedImage picture) {
    return zxing(picture, BarcodeFormat.CODE_128);
  }

  /**
   * Looks several times, as a reader does that sees many pictures of a code in a second. In two of
   * a hundred codes ZXing takes modules for a finder pattern, and sees them only from another side.
   */
  private static String zxing(BufferedImage paper, BarcodeFormat format) {
    BufferedImage picture = onWhite(paper);
    return Stream.of(picture, turned(picture))
        .map(Eyes::light)
        .flatMap(
            light -> Stream.of(new HybridBinarizer(light), new GlobalHistogramBinarizer(light)))
        .flatMap(look -> seen(look, format).stream())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + format + " to be seen"));
  }

  private static LuminanceSource light(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    return new RGBLuminanceSource(
        width, height, picture.getRGB(0, 0, width, height, null, 0, width));
  }

  private static BufferedImage turned(BufferedImage picture) {
    BufferedImage side =
        new BufferedImage(picture.getHeight(), picture.getWidth(), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = side.createGraphics();
    pen.rotate(Math.PI / 2);
    pen.drawImage(picture, 0, -picture.getHeight(), null);
    pen.dispose();
    return side;
  }

  private static Optional<String> seen(Binarizer look, BarcodeFormat format) {
    try {
      return Optional.of(
          new MultiFormatReader()
              .decode(
                  new BinaryBitmap(look),
                  Map.of(
                      DecodeHintType.POSSIBLE_FORMATS,
                      List.of(format),
                      DecodeHintType.TRY_HARDER,
                      true))
              .getText());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  /** What zbar sees, a line for each code as {@code QR-Code:…}. */
  public static List<String> zbar(BufferedImage paper) {
    try {
      Path file = Files.createTempFile("paper", ".png");
      ImageIO.write(onWhite(paper), "png", file.toFile());
      Process zbar =
          new ProcessBuilder("zbarimg", "-q", file.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String seen = new String(zbar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Files.delete(file);
      return seen.lines().toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BufferedImage onWhite(BufferedImage paper) {
    BufferedImage white =
        new BufferedImage(
            paper.getWidth() + 2 * MARGIN_DOTS,
            paper.getHeight() + 2 * MARGIN_DOTS,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = white.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, white.getWidth(), white.getHeight());
    pen.drawImage(paper, MARGIN_DOTS, MARGIN_DOTS, null);
    pen.dispose();
    return white;
  }
}
