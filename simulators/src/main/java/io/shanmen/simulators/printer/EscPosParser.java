package io.shanmen.simulators.printer;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.function.Consumer;

/**
 * Reads ESC/POS and prints: text in GB18030, pictures (GS v 0, ESC *), feeds, cuts and drawer
 * pulses. Commands outside this subset are an error, not something to guess at. Parameters may be
 * digits as numbers or as ASCII, as printers accept both.
 */
final class EscPosParser {

  private static final int ESC = 0x1B;
  private static final int GS = 0x1D;
  private static final int FS = 0x1C;
  private static final int LF = 0x0A;
  private static final int CR = 0x0D;
  private static final int LINE_DOTS = 30;
  private static final int CHARACTER_DOTS = 24;
  private static final int FEED_BEFORE_CUT_DOTS = 80;
  private static final Charset CHINESE = Charset.forName("GB18030");

  private final InputStream in;
  private final PaperRoll roll;
  private final Output output;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int align;
  private int width = 1;
  private int height = 1;
  private int lineDots = LINE_DOTS;

  /** What comes out of the printer. */
  interface Output {
    void cut(BufferedImage piece);

    void drawer();

    /** Answers in its turn, when all before is printed. */
    void answerInTurn() throws IOException;

    /** Waits while the printer cannot print. */
    void awaitReady() throws IOException;
  }

  EscPosParser(InputStream in, PaperRoll roll, Output output) {
    this.in = in;
    this.roll = roll;
    this.output = output;
  }

  /** Prints until the stream ends. */
  void run() throws IOException {
    for (int next = in.read(); next >= 0; next = in.read()) {
      switch (next) {
        case ESC -> escape();
        case GS -> group();
        case FS -> chinese();
        case LF -> newLine();
        case CR -> {
          // Printers with auto feed off ignore it.
        }
        default -> line.write(next);
      }
    }
  }

  private void escape() throws IOException {
    int command = one();
    switch (command) {
      case '@' -> reset();
      case '!' -> mode(one());
      case 'E', '-', 'M', 'G', 't', 'R' -> one();
      case 'a' -> align = digit(one());
      case 'd' -> {
        newLine();
        roll.feed((Math.max(one(), 1) - 1) * lineDots);
      }
      case 'J' -> {
        flushLine();
        roll.feed(one());
      }
      case '2' -> lineDots = LINE_DOTS;
      case '3' -> lineDots = one();
      case '*' -> columns();
      case 'p' -> {
        one();
        one();
        one();
        output.drawer();
      }
      default -> throw unknown("ESC", command);
    }
  }

  private void group() throws IOException {
    int command = one();
    switch (command) {
      case '!' -> {
        int size = one();
        width = (size >> 4) + 1;
        height = (size & 0x0F) + 1;
      }
      case 'B', 'h', 'w', 'H', 'f' -> one();
      case 'L', 'W' -> two();
      case 'v' -> picture();
      case 'V' -> cut();
      case 'r' -> {
        one();
        flushLine();
        output.awaitReady();
        output.answerInTurn();
      }
      default -> throw unknown("GS", command);
    }
  }

  private void chinese() throws IOException {
    int command = one();
    switch (command) {
      case '&', '.' -> {
        // Chinese mode on and off: text is GB18030 either way, of which ASCII is a part.
      }
      case '!' -> mode(one());
      default -> throw unknown("FS", command);
    }
  }

  private void reset() {
    line.reset();
    align = 0;
    width = 1;
    height = 1;
    lineDots = LINE_DOTS;
  }

  private void mode(int bits) {
    width = (bits & 0x20) == 0 ? 1 : 2;
    height = (bits & 0x10) == 0 ? 1 : 2;
  }

  /** GS v 0: rows of dots. */
  private void picture() throws IOException {
    if (digit(one()) != 0) {
      throw new IOException("GS v: only GS v 0 is known");
    }
    int mode = digit(one());
    int widthBytes = two();
    int rows = two();
    flushLine();
    int repeatX = (mode & 1) + 1;
    int repeatY = (mode >> 1) + 1;
    for (int row = 0; row < rows; row++) {
      output.awaitReady();
      roll.row(exactly(widthBytes), left(widthBytes * Byte.SIZE * repeatX), repeatX, repeatY);
    }
  }

  /** ESC *: columns of 8 or 24 dots. */
  private void columns() throws IOException {
    int mode = one();
    int bytesPerColumn = mode >= 32 ? 3 : 1;
    int columns = two();
    byte[] data = exactly(columns * bytesPerColumn);
    flushLine();
    output.awaitReady();
    for (int row = 0; row < bytesPerColumn * Byte.SIZE; row++) {
      byte[] bits = new byte[(columns + Byte.SIZE - 1) / Byte.SIZE];
      for (int column = 0; column < columns; column++) {
        int dots = data[column * bytesPerColumn + row / Byte.SIZE];
        if ((dots >> (Byte.SIZE - 1 - row % Byte.SIZE) & 1) == 1) {
          bits[column / Byte.SIZE] |= (byte) (0x80 >> (column % Byte.SIZE));
        }
      }
      roll.row(bits, left(columns), 1, 1);
    }
  }

  private void cut() throws IOException {
    int mode = digit(one());
    if (mode >= 65) {
      roll.feed(FEED_BEFORE_CUT_DOTS + one());
    }
    flushLine();
    output.awaitReady();
    output.cut(roll.cut());
  }

  private void newLine() throws IOException {
    if (line.size() == 0) {
      roll.feed(lineDots);
    } else {
      flushLine();
    }
  }

  private void flushLine() throws IOException {
    if (line.size() == 0) {
      return;
    }
    String text = line.toString(CHINESE);
    line.reset();
    output.awaitReady();
    int lineHeight = Math.max(lineDots, CHARACTER_DOTS * height + 6);
    Graphics2D pen = roll.pen(lineHeight);
    pen.setFont(
        new Font(Font.MONOSPACED, Font.PLAIN, CHARACTER_DOTS)
            .deriveFont(AffineTransform.getScaleInstance(width, height)));
    int textWidth = pen.getFontMetrics().stringWidth(text);
    pen.drawString(text, left(textWidth), CHARACTER_DOTS * height);
    pen.dispose();
    roll.feed(lineHeight);
  }

  private int left(int contentDots) {
    int room = Math.max(0, roll.widthDots() - contentDots);
    return switch (align) {
      case 1 -> room / 2;
      case 2 -> room;
      default -> 0;
    };
  }

  private static int digit(int parameter) {
    return parameter >= '0' && parameter <= '9' ? parameter - '0' : parameter;
  }

  private int one() throws IOException {
    int next = in.read();
    if (next < 0) {
      throw new EOFException("in the middle of a command");
    }
    return next;
  }

  private int two() throws IOException {
    int low = one();
    return low | one() << Byte.SIZE;
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("in the middle of a picture");
    }
    return bytes;
  }

  private static IOException unknown(String group, int command) {
    return new IOException("%s 0x%02X is not known to this printer".formatted(group, command));
  }

  /** Collects pieces; for tests of the parser alone. */
  static Output into(Consumer<BufferedImage> pieces) {
    return new Output() {
      @Override
      public void cut(BufferedImage piece) {
        pieces.accept(piece);
      }

      @Override
      public void drawer() {
        // No drawer hangs on it.
      }

      @Override
      public void answerInTurn() {
        // Nobody asks.
      }

      @Override
      public void awaitReady() {
        // Always ready.
      }
    };
  }
}
