package io.shanmen.server.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.admission.VisitorsAt;
import io.shanmen.server.admission.feed.FeedRefresh;
import io.shanmen.server.admission.gates.Gates;
import io.shanmen.server.admission.park.Occupancy;
import io.shanmen.server.admission.park.Occupancy.Correction;
import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.ordering.TestSales;
import io.shanmen.server.ordering.TestSales.Product;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the park sees: the live board at once, and reports that equal the ledger. */
@ParkIT
class InsightIT {

  @Autowired Clients clients;
  @Autowired TestSales sales;
  @Autowired Gates gates;
  @Autowired FeedRefresh refresh;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired JsonMapper json;
  @Autowired Occupancy occupancy;
  @Autowired Ids ids;
  @Autowired TransactionTemplate transaction;

  private VisitorsAt gate() {
    Client gate = clients.gate(1);
    gates.takeOver(gate.terminalId());
    return new VisitorsAt(gate, clock);
  }

  private static String code(JsonNode order, int ticket) {
    return order.path("tickets").get(ticket).path("code").path("qr").asString();
  }

  /** The events of a stream as they come. */
  private record Event(String name, JsonNode data) {}

  private BlockingQueue<Event> listen(Client client) {
    BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(
                      new InputStreamReader(
                          client.stream("/api/insight/live"), StandardCharsets.UTF_8))) {
                String name = "";
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                  } else if (line.startsWith("data:")) {
                    events.add(new Event(name, json.readTree(line.substring(5))));
                  }
                }
              } catch (IOException e) {
                // The test is over.
              }
              events.add(new Event("end", json.createObjectNode()));
            });
    return events;
  }

  private static Event next(BlockingQueue<Event> events) throws InterruptedException {
    Event event = events.poll(15, TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("no event came");
    }
    return event;
  }

  private static Event snapshotOf(BlockingQueue<Event> events) {
    try {
      return next(events);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for the delta that has this part. */
  private static JsonNode delta(BlockingQueue<Event> events, String part)
      throws InterruptedException {
    for (int i = 0; i < 30; i++) {
      Event event = next(events);
      if (event.data().has(part)) {
        return event.data().path(part);
      }
    }
    throw new AssertionError("no delta with " + part);
  }

  @Test
  void theBoardFollowsSalesAndPassagesWithoutBeingAsked() throws InterruptedException {
    VisitorsAt gate = gate();
    Client window = sales.window();
    Product family = sales.family(26_000);
    refresh.refresh();
    BlockingQueue<Event> events = listen(clients.signedInWith("insight.board"));
    Event snapshot = next(events);
    assertThat(snapshot.name()).isEqualTo("snapshot");
    assertThat(snapshot.data().path("people").path("inPark").asLong()).isZero();
    assertThat(snapshot.data().path("park").path("zh").asString()).isEqualTo("云门山风景区");
    assertThat(snapshot.data().path("gates")).hasSize(1);

    JsonNode order = sales.sell(window, sales.sale(family, 1)).ok();
    JsonNode sold = delta(events, "sales");
    assertThat(sold.path("amountMinor").asLong()).isEqualTo(26_000);
    assertThat(sold.path("people").asLong()).isEqualTo(4);

    gate.pass(code(order, 0));
    JsonNode people = delta(events, "people");
    assertThat(people.path("inPark").asLong()).isEqualTo(4);
    assertThat(people.path("admissions").asLong()).isEqualTo(4);
  }

  @Test
  void aBoardOpenedWhileSomethingIsCommittedFollows() throws InterruptedException {
    UUID operatorId = ids.next();
    Client manager = clients.signedInWith("insight.board");
    BlockingQueue<Event> events =
        transaction.execute(
            status -> {
              Correction correction = new Correction(ids.next(), 3, "漏计");
              assertThat(occupancy.correct(correction, operatorId).isDone()).isTrue();
              BlockingQueue<Event> opened = listen(manager);
              assertThat(snapshotOf(opened).data().at("/people/inPark").asLong()).isZero();
              return opened;
            });
    assertThat(delta(events, "people").path("inPark").asLong()).isEqualTo(3);
  }

  @Test
  void theStreamEndsWithTheSession() throws InterruptedException {
    Client manager = clients.signedInWith("insight.board");
    BlockingQueue<Event> events = listen(manager);
    assertThat(next(events).name()).isEqualTo("snapshot");

    manager.copy().post("/api/sign-out").ok();

    for (int i = 0; i < 20; i++) {
      if (next(events).name().equals("end")) {
        return;
      }
    }
    throw new AssertionError("the stream goes on");
  }

  @Test
  void theBoardIsForThoseWhoMaySeeIt() {
    assertThat(clients.signedInWith("ordering.sell").get("/api/insight/board").status())
        .isEqualTo(403);
  }

  @Test
  void theDaysReportEqualsTheLedgerAndTheLines() {
    VisitorsAt gate = gate();
    Client window = sales.window();
    Product adult = sales.single(8_000);
    Product family = sales.family(26_000);
    JsonNode first = sales.sell(window, sales.sale(List.of(adult, family), List.of(2, 1))).ok();
    JsonNode mistake = sales.sell(window, sales.sale(adult, 1)).ok();
    window
        .post(
            "/api/ordering/orders/" + mistake.path("orderId").asString() + "/void",
            Map.of("requestId", UUID.randomUUID(), "reason", "按错"))
        .ok();
    gate.pass(code(first, 0));
    clock.advance(Duration.ofHours(1));
    gate.pass(code(first, 2));

    Client manager = clients.signedInWith("insight.reports");
    JsonNode report = manager.get("/api/insight/reports/DAY").ok();

    assertThat(report.path("from").asString()).isEqualTo("2026-10-01");
    assertThat(figure(report, "K1")).isEqualTo(5);
    assertThat(figure(report, "K2")).isEqualTo(5);
    assertThat(figure(report, "K3")).isEqualTo(5);
    assertThat(figure(report, "K4")).isEqualTo(42_000);
    assertThat(figure(report, "K5")).isEqualTo(42_000 / 6);
    assertThat(ratio(report, "K22")).isEqualTo("0.2500");
    assertThat(ratio(report, "K23s")).isEqualTo("0.8000");
    assertThat(ratio(report, "K34")).isEqualTo("0.0000");

    JsonNode byType = table(report, "SALES_BY_TYPE");
    assertThat(byType.path("rows")).hasSize(2);
    assertThat(column(byType, byType.path("totals"), "amount").asLong()).isEqualTo(42_000);
    assertThat(column(byType, byType.path("totals"), "tickets").asLong()).isEqualTo(3);
    JsonNode tenders = table(report, "BY_TENDER");
    assertThat(column(tenders, tenders.path("totals"), "net").asLong()).isEqualTo(42_000);

    JsonNode check = table(report, "LEDGER_CHECK");
    assertThat(check.path("rows")).isNotEmpty();
    for (JsonNode row : check.path("rows")) {
      assertThat(column(check, row, "report").asLong()).isNotZero();
      assertThat(column(check, row, "difference").asLong()).isZero();
    }

    JsonNode lines =
        manager.get("/api/insight/reports/lines/SALES?from=2026-10-01&to=2026-10-01&limit=2").ok();
    long sum = 0;
    int count = 0;
    while (true) {
      JsonNode page = lines.path("table");
      for (JsonNode row : page.path("rows")) {
        sum += column(page, row, "amount").asLong();
        count++;
      }
      if (lines.path("next").isNull() || lines.path("next").isMissingNode()) {
        break;
      }
      lines =
          manager
              .get(
                  "/api/insight/reports/lines/SALES?from=2026-10-01&to=2026-10-01&limit=2&after="
                      + lines.path("next").asString())
              .ok();
    }
    assertThat(sum).isEqualTo(42_000);
    assertThat(count).isEqualTo(4);
  }

  @Test
  void aPlaceThatIsNotInTheListIsRefused() {
    Client manager = clients.signedInWith("insight.reports");
    String days = "from=2026-10-01&to=2026-10-01";
    for (String after : List.of("x", "4pyT", "MjAyNi0xMC0wMXwyMDI2LTEwLTAxIDAwOjAwOjAwKzA4fCc")) {
      String query = "?" + days + "&after=" + after;
      manager.get("/api/insight/reports/lines/SALES" + query).refused("CURSOR_UNKNOWN");
      manager.get("/api/insight/reports/lines/SALES/csv" + query).refused("CURSOR_UNKNOWN");
    }
  }

  @Test
  void withoutAnythingToDivideByAFigureIsNothing() {
    JsonNode report =
        clients.signedInWith("insight.reports").get("/api/insight/reports/MONTH").ok();
    assertThat(ratio(report, "K18")).isEqualTo("null");
    assertThat(ratio(report, "K23")).isEqualTo("null");
    assertThat(figure(report, "K1")).isZero();
    assertThat(report.path("from").asString()).isEqualTo("2026-10-01");
    assertThat(report.path("to").asString()).isEqualTo("2026-10-31");
  }

  @Test
  void everyPeriodAndEveryKindOfLineCanBeRead() {
    VisitorsAt gate = gate();
    Client window = sales.window();
    JsonNode order = sales.sell(window, sales.sale(sales.single(8_000), 1)).ok();
    gate.pass(code(order, 0));
    Client manager = clients.signedInWith("insight.reports");
    for (String period : List.of("DAY", "WEEK", "MONTH", "QUARTER", "YEAR")) {
      JsonNode report = manager.get("/api/insight/reports/" + period + "?day=2026-10-01").ok();
      assertThat(figure(report, "K1")).as(period).isEqualTo(1);
      JsonNode course = table(report, "COURSE");
      assertThat(course.path("rows")).as(period).hasSize(1);
    }
    for (String kind : List.of("SALES", "REFUNDS", "PASSAGES")) {
      String path = "/api/insight/reports/lines/" + kind + "?from=2026-10-01&to=2026-10-01&hour=10";
      JsonNode lines = manager.get(path).ok();
      assertThat(lines.path("table").path("rows").size())
          .as(kind)
          .isEqualTo(kind.equals("REFUNDS") ? 0 : 1);
    }
    manager
        .get("/api/insight/reports/lines/SALES?from=2026-10-02&to=2026-10-01")
        .refused("SPAN_INVALID");
  }

  @Test
  void reportsAreDownloadedAndTheDownloadIsAudited() {
    Client manager = clients.signedInWith("insight.reports");
    Answer csv = manager.get("/api/insight/reports/DAY/tables/SALES_BY_TYPE");
    assertThat(csv.status()).isEqualTo(200);
    assertThat(new String(csv.bytes(), StandardCharsets.UTF_8)).startsWith("\uFEFF票种 Ticket type,");
    Answer book = manager.get("/api/insight/reports/DAY/workbook");
    assertThat(book.status()).isEqualTo(200);
    assertThat(new String(book.bytes(), 0, 2, StandardCharsets.US_ASCII)).isEqualTo("PK");
    Answer lines =
        manager.get("/api/insight/reports/lines/PASSAGES/csv?from=2026-10-01&to=2026-10-01");
    assertThat(lines.status()).isEqualTo(200);
    manager.get("/api/insight/reports/DAY/tables/NONE").refused("TABLE_UNKNOWN");
    assertThat(
            jdbc.sql("SELECT count(*) FROM audit.entry WHERE action = 'insight.exported'")
                .query(Long.class)
                .single())
        .isEqualTo(3);
  }

  private static JsonNode found(JsonNode report, String code) {
    for (JsonNode figure : report.path("keyFigures")) {
      if (figure.path("code").asString().equals(code)) {
        return figure;
      }
    }
    throw new AssertionError("no figure " + code);
  }

  private static long figure(JsonNode report, String code) {
    return found(report, code).path("value").asLong();
  }

  private static String ratio(JsonNode report, String code) {
    JsonNode value = found(report, code).path("value");
    return value.isNull() ? "null" : value.decimalValue().setScale(4).toPlainString();
  }

  private static JsonNode table(JsonNode report, String id) {
    for (JsonNode table : report.path("tables")) {
      if (table.path("id").asString().equals(id)) {
        return table;
      }
    }
    throw new AssertionError("no table " + id);
  }

  private static JsonNode column(JsonNode table, JsonNode row, String key) {
    int at = 0;
    for (JsonNode column : table.path("columns")) {
      if (column.path("key").asString().equals(key)) {
        return row.get(at);
      }
      at++;
    }
    throw new AssertionError("no column " + key);
  }
}
