package io.shanmen.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The figures of a run: told as they come, and kept as a page with tables and charts. */
final class Report {

  private static final int NAME_WIDTH = 52;

  private final PrintStream out;
  private final List<String> page = new ArrayList<>();

  Report(PrintStream out) {
    this.out = out;
  }

  /** Begins a table of figures beside their limit. */
  void section(String title, String limit) {
    out.printf("%n%s%n", title);
    page.add("");
    page.add("### " + title);
    page.add("");
    page.add("Limit: " + limit + ".");
    page.add("");
    page.add("| | clients | a second | p50 | p99 | of the limit |");
    page.add("| --- | ---: | ---: | ---: | ---: | ---: |");
  }

  void limit(String what, Figure figure) {
    add("limit: " + what, figure, "");
  }

  void figure(String what, Figure figure, Figure limit) {
    add(what, figure, String.format(Locale.ROOT, "%.2f", figure.over(limit)));
  }

  private void add(String what, Figure figure, String ratio) {
    String p50 = millis(figure.p50Micros());
    String p99 = millis(figure.p99Micros());
    out.printf(
        "  %-" + NAME_WIDTH + "s %4d clients %8d/s  p50 %9s  p99 %9s  %s%n",
        what,
        figure.clients(),
        figure.perSecond(),
        p50,
        p99,
        ratio);
    page.add(
        "| %s | %d | %,d | %s | %s | %s |"
            .formatted(what, figure.clients(), figure.perSecond(), p50, p99, ratio));
  }

  /** Says something that is no figure. */
  void note(String text) {
    out.println("  " + text);
    page.add("");
    page.add(text);
  }

  /** A chart of what was reached beside the limit, by the number of clients. */
  void chart(String title, List<Figure> limits, List<Figure> reached) {
    long most =
        Stream.concat(limits.stream(), reached.stream())
            .mapToLong(Figure::perSecond)
            .max()
            .orElse(1);
    page.add("");
    page.add("```mermaid");
    page.add("xychart-beta");
    page.add("  title \"" + title + "\"");
    page.add("  x-axis \"clients\" " + reached.stream().map(Figure::clients).toList());
    page.add("  y-axis \"a second\" 0 --> " + most);
    page.add("  bar " + limits.stream().map(Figure::perSecond).toList());
    page.add("  line " + reached.stream().map(Figure::perSecond).toList());
    page.add("```");
    page.add("");
    page.add("Bars: the limit. Line: Shanmen.");
  }

  void write(Path file) throws IOException {
    Files.write(file, page);
    out.printf("%nWritten to %s%n", file);
  }

  private static String millis(long micros) {
    return String.format(Locale.ROOT, "%.2f ms", micros / 1_000.0);
  }
}
