package io.shanmen.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.simulators.client.Answer;
import io.shanmen.simulators.client.ParkClient;
import io.shanmen.simulators.client.TerminalKey;
import io.shanmen.simulators.demo.DemoPark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;

/**
 * Every page of every screen, with the real server and a park full of visitors, as each role sees
 * it; and what people do in the back office, done by hand in a real browser.
 */
class ScreensE2E {

  /** Shown as it is typed; a page that took it for markup would ask for a picture, and complain. */
  private static final String NAME_WITH_MARKUP = "钱敏<img src=x onerror=alert(1)>";

  private static final Path FOLDER = Path.of("target/screens-e2e").toAbsolutePath();
  private static final Path PICTURES = Path.of("target/pictures").toAbsolutePath();
  private static final int VISITORS_A_MINUTE = 60;

  private static DemoPark park;
  private static Browser browser;
  private static Tour tour;

  /** An order of two adult tickets, sold at a window of its own. */
  private static JsonNode order;

  @BeforeAll
  static void openThePark() throws IOException {
    park = TestPark.open(FOLDER, VISITORS_A_MINUTE);
    order = sellTwoTickets();
    browser = Browser.start(FOLDER.resolve("browser"), Tour.USUAL_WIDTH, Tour.USUAL_HEIGHT);
    tour = new Tour(browser, park.server().address().toString(), PICTURES);
    browser.open(address("/"));
    browser.awaitText("这台电脑还没有批准");
    browser.picture(PICTURES.resolve("terminal-request.png"));
    new FrontDoor(browser, park.server().address().toString()).askForApproval("办公室");
    browser.find(By.name("operator")).sendKeys("manager");
    browser.picture(PICTURES.resolve("sign-in.png"));
  }

  @AfterAll
  static void closeThePark() {
    if (browser != null) {
      browser.picture(PICTURES.resolve("last-screen.png"));
      browser.close();
    }
    if (park != null) {
      park.close();
    }
  }

  @AfterEach
  void signOut() {
    browser.open(address("/signin/"));
    browser.run("await fetch('/api/sign-out', { method: 'POST' });");
    tour.forgetComplaints();
  }

  @Test
  void theBackOfficeIsWholeInBothLanguages() throws Exception {
    signIn("admin");
    tour.visit("home-admin", "/signin/");
    for (String page :
        List.of(
            "types",
            "places",
            "gates",
            "rules",
            "presence",
            "lookup",
            "terminals",
            "operators",
            "roles",
            "audit",
            "printers",
            "keys")) {
      tour.visit("console-" + page, "/console/#/" + page);
    }
    String product = browser.fetch("/api/catalog/products").get(0).path("productId").asString();
    tour.visit("console-type", "/console/#/types?edit=" + product);
    tour.visit("console-new-type", "/console/#/types?edit=new");
    assertThat(tour.takeFaults()).isEmpty();
  }

  @Test
  void reportsAndBoardAreWholeInBothLanguages() throws Exception {
    signIn("manager");
    tour.visit("home-manager", "/signin/");
    tour.visit("reports-day", "/reports/#/report/DAY");
    // The same page about more days.
    for (String period : List.of("week", "month", "quarter", "year")) {
      browser.open(address("/reports/#/report/" + period.toUpperCase(Locale.ROOT)));
      tour.look("reports-" + period);
    }
    JsonNode report = browser.fetch("/api/insight/reports/DAY");
    String days = report.path("from").asString() + "/" + report.path("to").asString();
    tour.visit("reports-sales", "/reports/#/lines/SALES/" + days);
    tour.visit("reports-refunds", "/reports/#/lines/REFUNDS/" + days);
    tour.visit("reports-passages", "/reports/#/lines/PASSAGES/" + days);
    tour.visit("board", "/board/", 1920, 1080);
    assertThat(tour.takeFaults()).isEmpty();
  }

  @Test
  void theDesksAreWholeInBothLanguages() throws Exception {
    askForARefund(order.path("tickets").get(1).path("ticketNo").asLong());
    signIn("refund");
    tour.visit("home-refund", "/signin/");
    tour.visit("refund-start", "/refund/");
    browser.open("about:blank");
    browser.open(address("/refund/"));
    browser.the("lookup-input").sendKeys(order.path("orderNo").asString(), Keys.ENTER);
    browser.awaitText("成人票");
    tour.look("refund");
    tour.visit("refund-queue", "/refund/#/queue");
    tour.visit("refund-shift", "/refund/#/shift");
    signOut();
    signIn("supervisor");
    tour.visit("duty-desk", "/duty/");
    tour.visit("refund-approval", "/refund/#/queue");
    signOut();
    signIn("cashier2");
    tour.visit("home-cashier", "/signin/");
    tour.visit("window-before-shift", "/window/");
    browser.open(address("/window/"));
    browser.press("申请备用金");
    browser.awaitText("点清备用金");
    new DrawerPage(browser).count(DrawerPage.FLOAT);
    tour.look("float");
    browser.press("点清了，开班");
    browser.awaitText("成人票");
    tour.visit("window", "/window/");
    tour.visit("window-small", "/window/", 1024, 768);
    assertThat(tour.takeFaults()).isEmpty();
  }

  @Test
  void theGatesDisplayIsWhole() throws Exception {
    browser.size(800, 480);
    tour.forgetComplaints();
    browser.open(park.gates().getFirst().display().toString());
    browser.awaitText("号闸机");
    tour.look("gate-display");
    browser.size(Tour.USUAL_WIDTH, Tour.USUAL_HEIGHT);
    assertThat(tour.takeFaults()).isEmpty();
  }

  @Test
  void aChangedTicketTypeIsSoldByItsNewVersion() {
    signIn("admin");
    browser.open(address("/console/#/types"));
    browser.click("edit-type");
    browser.awaitText("草稿不影响正在卖的版本");
    browser.fill("price-1", "130");
    browser.click("publish");
    browser.click("form-submit");
    browser.awaitText("新增票种");
    JsonNode first = browser.fetch("/api/catalog/products").get(0);
    assertThat(first.at("/current/version").asInt()).isEqualTo(2);
    assertThat(first.at("/current/terms/prices/0/amountMinor").asInt()).isEqualTo(130_00);
  }

  @Test
  void anOperatorSeesOnlyWhatTheRoleAllows() throws Exception {
    signIn("admin");
    browser.open(address("/console/#/operators"));
    browser.click("add-operator");
    browser.fill("operator-sign-in-name", "reader");
    browser.fill("operator-name", NAME_WITH_MARKUP);
    browser.find(By.xpath("//label[contains(., '检票员')]")).click();
    browser.click("form-submit");
    String password = browser.the("first-password").getText();
    browser.click("password-noted");
    signOut();

    signIn("reader", password);
    browser.find(By.name("new-password")).sendKeys(park.password());
    tour.look("new-password");
    browser.find(By.name("repeat-password")).sendKeys(park.password(), Keys.ENTER);
    browser.awaitText("您好，" + NAME_WITH_MARKUP);
    browser.press("密码与 PIN");
    tour.look("own-secrets");
    browser.press("返回");
    assertThat(browser.text()).contains("后台").doesNotContain("售票窗口", "经营报表", "值班台");
    browser.open(address("/console/"));
    browser.awaitText("每两秒更新一次");
    assertThat(browser.shows("nav-gates")).isTrue();
    assertThat(browser.shows("nav-operators")).isFalse();
    assertThat(status("/api/identity/operators")).isEqualTo(403);
    browser.open(address("/window/"));
    browser.awaitText("您没有这项权限");
    tour.forgetComplaints();
    assertThat(tour.takeFaults()).isEmpty();
  }

  @Test
  void aComputerIsApprovedByItsPairingCodeAndRevokedAtOnce() throws Exception {
    park.approveByItself(false);
    try (ParkClient computer = stranger()) {
      JsonNode request = computer.requestApproval("3号窗口").orThrow("ask");
      signIn("admin");
      browser.open(address("/console/#/terminals"));
      assertThat(browser.the("pairing-code-1").getText())
          .isEqualTo(request.path("pairingCode").asString());
      tour.look("console-terminal-waiting");
      browser.click("approve-1");
      browser.awaitText("已批准");
      assertThat(computer.signIn("cashier3", park.password()).isDone()).isTrue();

      String row = "//tr[contains(., '3号窗口') and not(contains(., '模拟'))]";
      browser.find(By.xpath(row + "//button[contains(., '停用')]")).click();
      browser.fill("confirm-word", "3号窗口");
      browser.click("form-submit");
      browser.awaitText("已停用 3号窗口");
      assertThat(computer.get("/api/session").status()).isEqualTo(401);
      assertThat(computer.signIn("cashier3", park.password()).isDone()).isFalse();
    } finally {
      park.approveByItself(true);
    }
    assertThat(tour.takeFaults()).isEmpty();
  }

  @Test
  void aGateJoinsByItsEnrolmentCodeOnce() throws Exception {
    signIn("admin");
    browser.open(address("/console/#/terminals"));
    browser.click("enrol-gate");
    browser.click("make-enrolment-code");
    String code = browser.the("enrolment-code").getText();
    tour.look("console-enrolment-code");
    assertThat(enrol(code).isDone()).isTrue();
    assertThat(enrol(code).isDone()).as("the code is used up").isFalse();
    browser.find(By.xpath("//div[contains(@class, 'made')]//button")).click();
    browser.awaitText("9号闸机");
    assertThat(tour.takeFaults()).isEmpty();
  }

  @Test
  void aTicketIsFoundByNumberByDigitsAndByOrder() throws Exception {
    signIn("admin");
    JsonNode ticket = order.path("tickets").get(0);
    String ticketNo = ticket.path("ticketNo").asString();
    for (String text :
        List.of(
            ticketNo,
            ticket.at("/code/digits").asString(),
            ticket.at("/code/qr").asString(),
            order.path("orderNo").asString())) {
      browser.open("about:blank");
      browser.open(address("/console/#/lookup"));
      browser.the("lookup-input").sendKeys(text, Keys.ENTER);
      assertThat(browser.the("ticket").getText()).contains(ticketNo);
      assertThat(browser.the("order").getText()).contains(order.path("orderNo").asString());
    }
    tour.look("console-ticket");
    assertThat(tour.takeFaults()).isEmpty();
  }

  @Test
  void theAuditLogIsVerifiedOnItsPage() throws Exception {
    signIn("admin");
    browser.open(address("/console/#/audit"));
    browser.click("verify-audit");
    assertThat(browser.the("audit-verdict").getText()).isEqualTo("完好");
    tour.look("console-audit-verified");
    assertThat(tour.takeFaults()).isEmpty();
  }

  @Test
  void chartsTellTheirNumbersUnderTheMouseThoughNoMarkupMayBringItsStyle() throws Exception {
    signIn("manager");
    browser.open(address("/reports/#/report/DAY"));
    browser.find(By.cssSelector("figure canvas"));
    browser.hoverOverEach("figure canvas");
    tour.look("reports-tooltip");
    assertThat(tour.takeFaults()).isEmpty();
  }

  @Test
  void aReportComesAsCsvAsWorkbookAndOnPaper() throws Exception {
    signIn("manager");
    browser.open(address("/reports/#/report/DAY"));
    browser.click("csv");
    browser.click("csv-SALES_BY_TYPE");
    Path csv = downloaded(".csv");
    List<String> lines = Files.readAllLines(csv);
    assertThat(lines.getFirst()).startsWith("\ufeff");
    long commas = lines.getFirst().chars().filter(c -> c == ',').count();
    assertThat(lines).hasSizeGreaterThan(2);
    assertThat(lines).allMatch(line -> line.chars().filter(c -> c == ',').count() == commas);
    assertThat(lines).anyMatch(line -> line.contains("成人票"));

    browser.click("workbook");
    Paper.Workbook workbook = Paper.workbook(downloaded(".xlsx"));
    assertThat(workbook.sheets()).isGreaterThan(5);
    assertThat(workbook.content()).contains("成人票");

    Path pdf = FOLDER.resolve("report.pdf");
    Files.write(pdf, browser.printedBy(() -> browser.click("print")));
    assertThat(Paper.words(pdf))
        .contains("云门山风景区", "经营日报", "郑伟", "成人票", "与总账核对")
        .containsPattern("1 ?/ ?[1-9]");
  }

  private static Path downloaded(String ending) throws Exception {
    return Waiting.until(
        "a file " + ending,
        () -> {
          try (Stream<Path> files = Files.list(browser.downloads())) {
            return files.filter(file -> file.toString().endsWith(ending)).findFirst();
          }
        });
  }

  /** A new gate joins with a code. */
  private static Answer enrol(String code) throws IOException {
    try (ParkClient gate = stranger()) {
      return gate.post(
          "/api/terminal/enrolments",
          Map.of("code", code, "name", "9号闸机", "publicKey", gate.key().publicKey()));
    }
  }

  /** A terminal that nobody knows yet. */
  private static ParkClient stranger() throws IOException {
    return ParkClient.of(
        park.server().address(), park.server().authority(), TerminalKey.make(UUID.randomUUID()));
  }

  private static void signIn(String operator) {
    signIn(operator, park.password());
    browser.awaitText("您好");
  }

  private static void signIn(String operator, String password) {
    browser.open(address("/signin/"));
    browser.find(By.name("operator")).sendKeys(operator);
    browser.find(By.name("password")).sendKeys(password, Keys.ENTER);
    // The page asked who is signed in, and was told that nobody is.
    tour.forgetComplaints();
  }

  /** What the supervisor finds in the queue. */
  private static void askForARefund(long ticketNo) throws IOException {
    ParkClient desk = park.at("退票台", "refund");
    JsonNode offers =
        desk.post("/api/aftersales/look-ups", Map.of("text", String.valueOf(ticketNo)))
            .orThrow("look the ticket up")
            .path("offers");
    long amountMinor =
        offers
            .valueStream()
            .filter(offer -> offer.path("ticketNo").asLong() == ticketNo)
            .findFirst()
            .orElseThrow()
            .path("amountMinor")
            .asLong();
    desk.post(
            "/api/aftersales/refunds",
            Map.of(
                "requestId",
                UUID.randomUUID(),
                "orderId",
                order.path("orderId").asString(),
                "ticketNos",
                List.of(ticketNo),
                "ground",
                "BY_RULE",
                "reason",
                "游客临时有事",
                "amountMinor",
                amountMinor))
        .orThrow("ask for a refund");
  }

  private static JsonNode sellTwoTickets() throws IOException {
    ParkClient window = park.at("1号窗口", "cashier1");
    park.openTill(window);
    JsonNode adult = window.get("/api/catalog/offers").orThrow("offers").get(0);
    return window
        .post(
            "/api/ordering/sales",
            Map.of(
                "orderId",
                UUID.randomUUID(),
                "lines",
                List.of(Map.of("productId", adult.path("productId").asString(), "quantity", 2)),
                "totalMinor",
                240_00,
                "tender",
                Map.of("kind", "CASH", "receivedMinor", 300_00),
                "confirmed",
                true))
        .orThrow("sell");
  }

  private static int status(String path) {
    Object status = browser.run("return (await fetch(arguments[0])).status;", path);
    return status instanceof Number number ? number.intValue() : 0;
  }

  private static String address(String path) {
    return park.server().address() + path;
  }
}
