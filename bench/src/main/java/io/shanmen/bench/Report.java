package io.shanmen.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The figures of a run: told as they come, and kept as a page with tables and charts. The page has
 * a part for each section; a document that holds the same marks takes each part over.
 */
final class Report {

  private static final int NAME_WIDTH = 56;

  private final PrintStream out;
  private final Map<String, List<String>> parts = new LinkedHashMap<>();
  private final Map<String, String> charts = new LinkedHashMap<>();
  private List<String> page = new ArrayList<>();

  /** Which table the last line belongs to, so that a new one gets its heading. */
  private Kind open = Kind.NONE;

  private enum Kind {
    NONE,
    PACE,
    WAIT,
    FACT
  }

  Report(PrintStream out) {
    this.out = out;
  }

  /** Begins the part of a section. */
  void part(String name) {
    page = parts.computeIfAbsent(name, unused -> new ArrayList<>());
    page.clear();
    open = Kind.NONE;
  }

  /** Begins a table of figures beside their limit. */
  void section(String title, String limit) {
    out.printf("%n%s%n", title);
    say("### " + title);
    say("Limit: " + limit + ".");
  }

  /** What the machine does at this number of clients when it does nothing else. */
  void limit(String what, Figure figure) {
    pace("limit: " + what, figure, "");
  }

  void figure(String what, Figure figure, Figure limit) {
    pace(what, figure, ratio(figure.over(limit)));
  }

  private void pace(String what, Figure figure, String ratio) {
    begin(
        Kind.PACE,
        "| | clients | a second | p50 | p99 | of the limit |",
        "| --- | ---: | ---: | ---: | ---: | ---: |");
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

  /** How long something takes that is not done by many at once. */
  void wait(String what, Figure figure) {
    begin(Kind.WAIT, "| | p50 | p99 | most |", "| --- | ---: | ---: | ---: |");
    String p50 = millis(figure.p50Micros());
    String p99 = millis(figure.p99Micros());
    String max = millis(figure.maxMicros());
    out.printf("  %-" + NAME_WIDTH + "s p50 %9s  p99 %9s  most %9s%n", what, p50, p99, max);
    page.add("| %s | %s | %s | %s |".formatted(what, p50, p99, max));
  }

  /** One figure with its unit, and what it is measured against; nothing where there is no such. */
  void fact(String what, String value, String against) {
    begin(Kind.FACT, "| | measured | against |", "| --- | ---: | --- |");
    out.printf("  %-" + NAME_WIDTH + "s %s  %s%n", what, value, against);
    page.add("| %s | %s | %s |".formatted(what, value, against));
  }

  /** Says something that is no figure. */
  void note(String text) {
    out.println("  " + text);
    say(text);
  }

  /** A chart of what was reached beside the limit, by the number of clients. */
  void chart(String name, String title, List<Figure> limits, List<Figure> reached) {
    charts.put(name, new Chart(title, limits, reached).svg());
    say("![%s](pictures/performance-%s.svg)".formatted(title, name));
  }

  private void say(String paragraph) {
    page.add("");
    page.add(paragraph);
    open = Kind.NONE;
  }

  private void begin(Kind kind, String head, String rule) {
    if (open != kind) {
      page.add("");
      page.add(head);
      page.add(rule);
      open = kind;
    }
  }

  /** Writes the page and its charts into a folder. */
  void write(Path folder) throws IOException {
    List<String> all = new ArrayList<>();
    parts.values().forEach(all::addAll);
    Files.write(folder.resolve("report.md"), all);
    writeCharts(folder);
    out.printf("%nWritten to %s%n", folder.resolve("report.md"));
  }

  /** Puts each part of this run between its marks in a document, and its charts beside it. */
  void renew(Path document) throws IOException {
    String text = Files.readString(document);
    for (Map.Entry<String, List<String>> part : parts.entrySet()) {
      String begin = "<!-- bench " + part.getKey() + " -->";
      String end = "<!-- end " + part.getKey() + " -->";
      int from = text.indexOf(begin);
      int to = text.indexOf(end);
      if (from >= 0 && to > from) {
        text =
            text.substring(0, from + begin.length())
                + "\n"
                + String.join("\n", part.getValue())
                + "\n\n"
                + text.substring(to);
      }
    }
    Files.writeString(document, text);
    writeCharts(document.resolveSibling(""));
    out.printf("Renewed %s%n", document);
  }

  private void writeCharts(Path folder) throws IOException {
    Path pictures = Files.createDirectories(folder.resolve("pictures"));
    for (Map.Entry<String, String> chart : charts.entrySet()) {
      Files.writeString(
          pictures.resolve("performance-" + chart.getKey() + ".svg"), chart.getValue());
    }
  }

  static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }

  private static String millis(long micros) {
    return String.format(Locale.ROOT, micros < 1_000 ? "%.3f ms" : "%.2f ms", micros / 1_000.0);
  }
}
