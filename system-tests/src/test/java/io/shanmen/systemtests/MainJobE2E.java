package io.shanmen.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.simulators.client.Answer;
import io.shanmen.simulators.client.ParkClient;
import io.shanmen.simulators.demo.DemoGate;
import io.shanmen.simulators.demo.DemoOptions;
import io.shanmen.simulators.demo.DemoPark;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The main job, from a sale at the window through the gate and a refund to an outage and its merge,
 * with the real server and the real gate program. The cashier works in a real browser; the refund
 * goes through the API.
 */
class MainJobE2E {

  private static final Path HOUSE = Path.of("..").toAbsolutePath().normalize();
  private static final Path FOLDER = Path.of("target/main-job-e2e").toAbsolutePath();
  private static final Path PICTURES = Path.of("target/pictures").toAbsolutePath();
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static DemoPark park;
  private static Browser window;

  @BeforeAll
  static void openThePark() throws IOException {
    deleteRecursively(FOLDER);
    Files.createDirectories(FOLDER);
    park =
        DemoPark.open(
            new DemoOptions(
                HOUSE.resolve("server/target/shanmen-server-app.jar"),
                HOUSE.resolve("gate/target/shanmen-gate.jar"),
                FOLDER.resolve("park"),
                freePort(),
                0),
            new PrintStream(Files.newOutputStream(FOLDER.resolve("demo.log")), true));
    window = Browser.start(FOLDER.resolve("window"), 1366, 768);
  }

  @AfterAll
  static void closeThePark() {
    if (window != null) {
      // What the person saw last, for whoever looks for a failure.
      window.picture(PICTURES.resolve("last.png"));
      window.close();
    }
    if (park != null) {
      park.close();
    }
  }

  @Test
  void fromASaleThroughTheGateToTheMergeAfterAnOutage() throws Exception {
    DemoGate gate = park.gates().getFirst();
    ParkClient manager = park.at("经理室", "manager");

    askForApprovalAndSignIn("1号窗口", "cashier1");
    openTheShift();
    JsonNode order = sellTwoAdultTickets();
    List<JsonNode> tickets = new ArrayList<>();
    order.path("tickets").forEach(tickets::add);
    assertThat(tickets).hasSize(2);
    List<String> printed = codesOnPaper(tickets);
    String first = printed.get(0);
    String second = printed.get(1);
    gate.scanToEnter(first);
    await("one visitor is in", () -> counts(manager).path("admissions").asInt() == 1);

    // Past the five seconds in which the same reader only repeats its answer.
    Thread.sleep(Duration.ofSeconds(6));
    gate.scanToEnter(first);
    await("the second pass is refused", () -> display(gate).contains("\"ALREADY_USED\""));
    assertThat(counts(manager).path("admissions").asInt()).isEqualTo(1);

    refundOf(order, tickets.get(1), manager);
    gate.scanToEnter(second);
    await("a refunded ticket is refused", () -> display(gate).contains("\"REFUNDED\""));

    JsonNode offline = sellOneMore();
    await("the gate knows", () -> display(gate).contains("\"mode\":\"ONLINE\""));
    park.stopServer();
    await("the gate is alone", () -> display(gate).contains("\"mode\":\"OFFLINE\""));
    gate.scanToEnter(offline.path("tickets").get(0).path("code").path("qr").asString());
    await("it lets the visitor in by itself", () -> display(gate).contains("\"state\":\"admit\""));
    Thread.sleep(Duration.ofSeconds(4));
    park.startServer();
    await("what it did has been merged", () -> counts(manager).path("admissions").asInt() == 2);
    assertThat(counts(manager).path("conflicts").asInt()).isZero();
  }

  private static void askForApprovalAndSignIn(String computer, String operator) {
    window.open(park.server().address() + "/");
    window.awaitText("这台电脑还没有批准");
    window.picture(PICTURES.resolve("terminal-request.png"));
    window.find(By.cssSelector("form input")).sendKeys(computer, Keys.ENTER);
    window.find(By.name("operator")).sendKeys(operator);
    window.picture(PICTURES.resolve("sign-in.png"));
    window.find(By.name("password")).sendKeys(park.password(), Keys.ENTER);
    window.awaitText("您好");
    window.picture(PICTURES.resolve("home.png"));
    window.open(park.server().address() + "/window/");
  }

  private static void openTheShift() {
    window.find(By.xpath("//button[contains(., '申请备用金')]")).click();
    window.awaitText("点清备用金");
    Map.of("100.00", 2, "50.00", 3, "20.00", 5, "5.00", 8, "1.00", 10)
        .forEach(
            (face, count) ->
                window
                    .find(By.cssSelector("input[aria-label='" + face + " 元有几张']"))
                    .sendKeys(String.valueOf(count)));
    window.picture(PICTURES.resolve("float.png"));
    window.find(By.xpath("//button[contains(., '开班')]")).click();
    window.awaitText("成人票");
  }

  /** Three actions: a letter, a number, Enter. */
  private static JsonNode sellTwoAdultTickets() throws IOException {
    window.type("a", "2");
    window.picture(PICTURES.resolve("window.png"));
    window.type(Keys.ENTER);
    window.awaitText("已出票");
    window.picture(PICTURES.resolve("window-sold.png"));
    return newestOrder(240_00);
  }

  private static JsonNode sellOneMore() throws IOException {
    window.type("a", Keys.ENTER);
    await("another order", () -> orders().path("orders").size() == 2);
    return newestOrder(120_00);
  }

  private static JsonNode newestOrder(long totalMinor) {
    await("an order", () -> !orders().path("orders").isEmpty());
    JsonNode summary = orders().path("orders").get(0);
    assertThat(summary.path("totalMinor").asLong()).isEqualTo(totalMinor);
    return fetch("/api/ordering/orders/" + summary.path("orderId").asString());
  }

  private static JsonNode orders() {
    return fetch("/api/ordering/orders");
  }

  /**
   * The QR codes as an independent reader reads them off the paper. Each writing of a code is
   * encrypted anew, so their text is not that of the order; the 24 digits are.
   */
  private static List<String> codesOnPaper(List<JsonNode> tickets) throws Exception {
    await("the tickets' PDF was fetched", () -> !printedPdf().isEmpty());
    Path pdf = FOLDER.resolve("tickets.pdf");
    String base64 =
        String.valueOf(
            window.run(
                """
                const blob = await (await fetch(arguments[0])).blob();
                const bytes = new Uint8Array(await blob.arrayBuffer());
                let text = '';
                bytes.forEach((b) => { text += String.fromCharCode(b); });
                return btoa(text);
                """,
                printedPdf()));
    Files.write(pdf, Base64.getDecoder().decode(base64));
    List<List<String>> pages = Paper.codes(pdf);
    assertThat(pages).hasSize(tickets.size());
    List<String> printed = new ArrayList<>();
    for (int page = 0; page < tickets.size(); page++) {
      String digits = tickets.get(page).path("code").path("digits").asString();
      assertThat(pages.get(page)).hasSize(2).contains(digits);
      printed.add(pages.get(page).stream().filter(code -> !code.equals(digits)).findFirst().get());
    }
    return printed;
  }

  private static String printedPdf() {
    return String.valueOf(
        window.run(
            """
            const entry = performance.getEntriesByType('resource')
              .map((e) => e.name).find((name) => name.endsWith('tickets.pdf'));
            return entry ?? '';
            """));
  }

  private static void refundOf(JsonNode order, JsonNode ticket, ParkClient manager)
      throws IOException {
    ParkClient desk = park.at("退票台", "refund");
    park.openTill(desk);
    String code = ticket.path("code").path("qr").asString();
    JsonNode found =
        desk.post("/api/aftersales/look-ups", Map.of("text", code)).orThrow("look the ticket up");
    long ticketNo = ticket.path("ticketNo").asLong();
    long amount = 0;
    for (JsonNode offer : found.path("offers")) {
      if (offer.path("ticketNo").asLong() == ticketNo) {
        amount = offer.path("amountMinor").asLong();
      }
    }
    assertThat(amount).as("120.00 less the fee of 5.00").isEqualTo(115_00);
    UUID requestId = UUID.randomUUID();
    String refund = "/api/aftersales/refunds/" + requestId;
    desk.post(
            "/api/aftersales/refunds",
            Map.of(
                "requestId",
                requestId,
                "orderId",
                order.path("orderId").asString(),
                "ticketNos",
                List.of(ticketNo),
                "ground",
                "BY_RULE",
                "reason",
                "游客临时有事",
                "amountMinor",
                amount))
        .orThrow("ask for a refund");
    Answer own = desk.post(refund + "/approve", Map.of("secret", park.password(), "note", ""));
    assertThat(own.isDone()).as("nobody approves what they asked for: %s", own.body()).isFalse();
    manager
        .post(refund + "/approve", Map.of("secret", park.password(), "note", ""))
        .orThrow("approve");
    desk.post(refund + "/execute", Map.of()).orThrow("pay out");
  }

  private static JsonNode counts(ParkClient client) {
    return client.get("/api/admission/counts").body();
  }

  /** What the gate's display shows at this moment: the first event of its stream. */
  private static String display(DemoGate gate) {
    try (BufferedReader events =
        new BufferedReader(
            new InputStreamReader(
                gate.display().resolve("/events").toURL().openStream(), StandardCharsets.UTF_8))) {
      return String.valueOf(events.readLine());
    } catch (IOException e) {
      return "";
    }
  }

  /** Asks the API as the page does, with its session. */
  private static JsonNode fetch(String path) {
    return JSON.readTree(
        String.valueOf(window.run("return await (await fetch(arguments[0])).text();", path)));
  }

  private static void await(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      try {
        Thread.sleep(Duration.ofMillis(200));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(what, e);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void deleteRecursively(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
