package io.shanmen.bench;

import io.shanmen.simulators.client.ParkClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The same work in a park that has sold little, and in one that has sold five million tickets. */
final class GrowthSection implements Section {

  private static final long FEW_TICKETS = 10_000;
  private static final double MOST_TIMES = 1.3;
  private static final Duration WARM_UP = Duration.ofSeconds(12);
  private static final int ASKED = 5;
  private static final List<String> PERIODS = List.of("DAY", "WEEK", "MONTH", "QUARTER", "YEAR");

  /** What was measured in one park. */
  private record Pace(
      Figure oneCheck,
      Figure checks,
      Figure oneSale,
      Figure sales,
      Map<String, Figure> questions,
      long soldToday) {}

  @Override
  public void run(Ground ground) throws Exception {
    Report report = ground.report();
    report.section(
        "The same park with %,d and with %,d tickets".formatted(FEW_TICKETS, ground.tickets()),
        "at most 1.3 times as slow, and no report slower than a second");
    Path small = ground.folder().resolve("small");
    Pace few;
    try (BenchPark park = GrownPark.open(ground, small, FEW_TICKETS)) {
      few = measure(ground, park);
    }
    String books = Books.verify(ground.programs().server(), small);
    Pace many;
    try (BenchPark park = GrownPark.open(ground)) {
      many = measure(ground, park);
    }
    compare(report, "one check after another, p50", few.oneCheck(), many.oneCheck());
    compare(report, "checks by 64 clients", few.checks(), many.checks());
    compare(report, "one sale after another, p50", few.oneSale(), many.oneSale());
    compare(report, "sales by 64 clients", few.sales(), many.sales());
    many.questions().forEach(report::wait);
    report.note(
        "When these were asked, %,d tickets had been sold today, by earlier runs; today's report reads them."
            .formatted(many.soldToday()));
    report.note(
        "The rows are written by SQL, and the books of the small park verify: %s".formatted(books));
  }

  private static void compare(Report report, String what, Figure few, Figure many) {
    double times = (double) few.perSecond() / many.perSecond();
    report.fact(
        what,
        "%,d/s and %,d/s, p50 %d µs and %d µs"
            .formatted(few.perSecond(), many.perSecond(), few.p50Micros(), many.p50Micros()),
        "%s times as slow, %s %s"
            .formatted(Report.ratio(times), times <= MOST_TIMES ? "within" : "ABOVE", MOST_TIMES));
  }

  private static Pace measure(Ground ground, BenchPark park) throws Exception {
    GrownPark.awaitSettled(park);
    long soldToday = GrownPark.soldOn(park, LocalDate.now(BenchPark.ZONE));
    Map<String, Figure> questions = questions(park);
    Load warm = new Load(Ground.BUSY_CLIENTS, Duration.ZERO, WARM_UP);
    Checks.atOnce(park, warm);
    Sales.atOnce(park, warm);
    return new Pace(
        Checks.atOnce(park, ground.load(1)),
        Checks.atOnce(park, ground.load(Ground.BUSY_CLIENTS)),
        Sales.atOnce(park, ground.load(1)),
        Sales.atOnce(park, ground.load(Ground.BUSY_CLIENTS)),
        questions,
        soldToday);
  }

  /** Reports and look-ups, each asked some times. */
  private static Map<String, Figure> questions(BenchPark park) {
    ParkClient office = park.park().backOffice();
    LocalDate yesterday = LocalDate.now(BenchPark.ZONE).minusDays(1);
    Map<String, Figure> figures = new LinkedHashMap<>();
    figures.put("report of the day at hand", get(office, "/api/insight/reports/DAY"));
    for (String period : PERIODS) {
      figures.put(
          "report of the %s of yesterday".formatted(period.toLowerCase(Locale.ROOT)),
          get(office, "/api/insight/reports/%s?day=%s".formatted(period, yesterday)));
    }
    String year = "from=%s&to=%s".formatted(yesterday.minusDays(364), yesterday);
    figures.put(
        "report of a month before",
        get(office, "/api/insight/reports/MONTH?day=" + yesterday.minusDays(40)));
    figures.put(
        "a page of a year's passages", get(office, "/api/insight/reports/lines/PASSAGES?" + year));
    figures.put(
        "a page of a year's sales", get(office, "/api/insight/reports/lines/SALES?" + year));
    figures.put("a ticket looked up by its number", lookUp(office, GrownPark.A_TICKET));
    figures.put("an order looked up by its number", lookUp(office, GrownPark.AN_ORDER));
    figures.put("the live board", get(office, "/api/insight/board"));
    return figures;
  }

  private static Figure get(ParkClient client, String path) {
    return ask(() -> client.get(path).orThrow(path));
  }

  private static Figure lookUp(ParkClient client, long number) {
    return ask(
        () ->
            client
                .post("/api/ticketing/look-ups", Map.of("text", Long.toString(number)))
                .orThrow("look-up"));
  }

  private static Figure ask(Runnable question) {
    Histogram nanos = new Histogram(3);
    for (int time = 0; time < ASKED; time++) {
      long begun = System.nanoTime();
      question.run();
      nanos.recordValue(System.nanoTime() - begun);
    }
    return Figure.of(1, Duration.ofSeconds(1), nanos);
  }
}
