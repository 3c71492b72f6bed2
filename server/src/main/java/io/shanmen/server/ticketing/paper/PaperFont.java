package io.shanmen.server.ticketing.paper;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * The one font of all paper: Noto Sans SC Medium with the characters of GBK, shipped with the
 * server, because a server in a ticket office need not have any Chinese font. Outlines are read
 * from the file itself, so that no font configuration of the machine matters.
 */
final class PaperFont {

  private static final String FILE = "/fonts/NotoSansSC-Medium.gbk.ttf";

  /** Stands for a character that the font does not have. */
  private static final int MISSING = '□';

  private final TrueTypeFont font;
  private final CmapLookup glyphs;
  private final double unitsPerEm;
  private final ConcurrentMap<Integer, Glyph> known = new ConcurrentHashMap<>();

  /** A character's outline with its origin on the base line, y upwards, and its width, in ems. */
  record Glyph(Path2D outline, double advanceEms) {}

  private static final class Holder {
    static final PaperFont INSTANCE = new PaperFont();
  }

  /** Read at the first use: 7 MB that a server without printing never needs. */
  static PaperFont instance() {
    return Holder.INSTANCE;
  }

  private PaperFont() {
    try (InputStream in = PaperFont.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      font = new TTFParser().parse(new RandomAccessReadBuffer(in));
      glyphs = font.getUnicodeCmapLookup();
      unitsPerEm = font.getUnitsPerEm();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TrueTypeFont trueType() {
    return font;
  }

  /** The text with a box in the place of each character that the font does not have. */
  String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> printable.appendCodePoint(glyphs.getGlyphId(point) == 0 ? MISSING : point));
    return printable.toString();
  }

  /** How wide a text is, in ems. */
  double widthEms(String text) {
    return printable(text).codePoints().mapToDouble(point -> glyph(point).advanceEms()).sum();
  }

  Glyph glyph(int codePoint) {
    return known.computeIfAbsent(codePoint, this::read);
  }

  private Glyph read(int codePoint) {
    try {
      int id = glyphs.getGlyphId(codePoint);
      GlyphData data = font.getGlyph().getGlyph(id);
      Path2D outline = data == null ? new Path2D.Double() : new Path2D.Double(data.getPath());
      outline.transform(AffineTransform.getScaleInstance(1 / unitsPerEm, 1 / unitsPerEm));
      return new Glyph(outline, font.getAdvanceWidth(id) / unitsPerEm);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
