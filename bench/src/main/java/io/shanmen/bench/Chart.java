package io.shanmen.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A drawing of what was reached beside the limit, by the number of clients. */
final class Chart {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 280;
  private static final int LEFT = 64;
  private static final int TOP = 48;
  private static final int BOTTOM = 44;
  private static final int RIGHT = 16;
  private static final int GRID_LINES = 4;
  private static final String INK = "#1f2421";
  private static final String LINE = "#d9d6cd";
  private static final String LIMIT = "#b9b4a6";
  private static final String REACHED = "#2f6b4f";

  private final String title;
  private final List<Figure> limits;
  private final List<Figure> reached;

  /** The two lists are of the same clients in the same order. */
  Chart(String title, List<Figure> limits, List<Figure> reached) {
    this.title = title;
    this.limits = limits;
    this.reached = reached;
  }

  /** As SVG, readable on light and on dark ground. */
  String svg() {
    long top = top();
    StringBuilder out = new StringBuilder();
    out.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n"
            .formatted(WIDTH, HEIGHT));
    out.append("<title>%s</title>\n".formatted(title));
    out.append("<rect width=\"100%\" height=\"100%\" fill=\"#fffdf8\"/>\n");
    text(out, LEFT, 20, "start", title);
    legend(out);
    for (int line = 0; line <= GRID_LINES; line++) {
      long value = top * line / GRID_LINES;
      double y = y(value, top);
      out.append(
          "<path d=\"M%d %.1f H%d\" stroke=\"%s\"/>\n".formatted(LEFT, y, WIDTH - RIGHT, LINE));
      text(out, LEFT - 8, y + 4, "end", String.format(Locale.ROOT, "%,d", value));
    }
    double group = (double) (WIDTH - LEFT - RIGHT) / reached.size();
    for (int i = 0; i < reached.size(); i++) {
      double middle = LEFT + group * (i + 0.5);
      bar(out, middle - group * 0.3, group * 0.28, limits.get(i).perSecond(), LIMIT);
      bar(out, middle + group * 0.02, group * 0.28, reached.get(i).perSecond(), REACHED);
      text(out, middle, HEIGHT - BOTTOM + 18, "middle", clients(reached.get(i).clients()));
    }
    return out.append("</svg>\n").toString();
  }

  private void legend(StringBuilder out) {
    out.append(
        "<rect x=\"%d\" y=\"28\" width=\"10\" height=\"10\" fill=\"%s\"/>\n"
            .formatted(LEFT, LIMIT));
    text(out, LEFT + 16, 37, "start", "limit");
    out.append(
        "<rect x=\"%d\" y=\"28\" width=\"10\" height=\"10\" fill=\"%s\"/>\n"
            .formatted(LEFT + 64, REACHED));
    text(out, LEFT + 80, 37, "start", "Shanmen");
  }

  private void bar(StringBuilder out, double x, double width, long value, String colour) {
    double y = y(value, top());
    out.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
            x,
            y,
            width,
            HEIGHT - BOTTOM - y,
            colour));
    text(out, x + width / 2, y - 4, "middle", String.format(Locale.ROOT, "%,d", value));
  }

  private static void text(StringBuilder out, double x, double y, String anchor, String words) {
    out.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            INK,
            words));
  }

  private static double y(long value, long top) {
    return HEIGHT - BOTTOM - (double) (HEIGHT - BOTTOM - TOP) * value / top;
  }

  /** A round number that nothing exceeds. */
  private long top() {
    long most =
        Stream.concat(limits.stream(), reached.stream())
            .mapToLong(Figure::perSecond)
            .max()
            .orElse(1);
    long step = 1;
    while (step * 10 <= most) {
      step *= 10;
    }
    return Math.max(step * (most / step + 1), GRID_LINES);
  }

  private static String clients(int clients) {
    return clients == 1 ? "1 client" : clients + " clients";
  }
}
