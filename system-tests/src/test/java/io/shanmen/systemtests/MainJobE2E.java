package io.shanmen.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.simulators.demo.DemoPark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The main job, from a sale at the window to the day's report, with the real server, the real gate
 * program and four people before real browsers: a cashier, a refund clerk, a supervisor (later the
 * manager) in the office, and nobody before the live board, which shows each step by itself.
 */
class MainJobE2E {

  private static final Path FOLDER = Path.of("target/main-job-e2e").toAbsolutePath();
  private static final Path PICTURES = Path.of("target/pictures").toAbsolutePath();

  /** 500.00 of float, 240.00 and 120.00 of sales. */
  private static final Map<String, Integer> DRAWER =
      Map.of("100.00", 5, "50.00", 3, "20.00", 8, "5.00", 8, "1.00", 10);

  private static final List<Browser> COMPUTERS = new ArrayList<>();
  private static DemoPark park;
  private static String address;

  @BeforeAll
  static void openThePark() throws IOException {
    park = TestPark.open(FOLDER, 0);
    address = park.server().address().toString();
    park.gates().forEach(gate -> gate.board().obey("walk 900"));
  }

  @AfterAll
  static void closeThePark() {
    for (Browser computer : COMPUTERS) {
      // What each person saw last, for whoever looks for a failure.
      computer.picture(PICTURES.resolve("last-" + COMPUTERS.indexOf(computer) + ".png"));
      computer.close();
    }
    if (park != null) {
      park.close();
    }
  }

  @Test
  void fromASaleThroughTheGateToTheDaysReport() throws Exception {
    try (GateDisplay gate = GateDisplay.of(park.gates().getFirst());
        GateDisplay otherGate = GateDisplay.of(park.gates().getLast())) {
      BoardPage board = openTheBoard();
      Browser counter = computer("window", 1366, 768);
      WindowPage window = openTheWindow(counter);
      board.awaits("board-sales", "0.00").awaits("board-admissions", "0");

      JsonNode order = window.sell("a", "2");
      counter.picture(PICTURES.resolve("window-sold.png"));
      board.awaits("board-sales", "240.00").awaits("board-last-sales", "成人票×2");
      List<String> printed = codesOnPaper(window.printed(FOLDER.resolve("tickets.pdf")), order);

      gate.scan(printed.getFirst(), "\"state\":\"admit\"");
      board.awaits("board-admissions", "1").awaits("board-passages", "1 号闸机");
      otherGate.awaitNews();
      otherGate.scan(printed.getFirst(), "\"ALREADY_USED\"", "\"usedAt\":\"", "\"usedAtGate\":1");

      Browser office = computer("office", 1366, 768);
      new FrontDoor(office, address).askForApproval("值班室").signIn("supervisor", park.password());
      refund(printed.getLast(), order, office);
      board.awaits("board-refunds", "115.00").awaits("board-net", "125.00");
      otherGate.awaitNews();
      otherGate.scan(printed.getLast(), "\"REFUNDED\"");

      sellAndPassWhileTheServerIsAway(window, gate, board);

      closeShort(window, counter, office);
      reportEqualsLedger(office);
      board.awaits("board-sales", "360.00").awaits("board-admissions", "2");
    }
  }

  private static BoardPage openTheBoard() throws IOException {
    Browser wall = computer("board", 1920, 1080);
    new FrontDoor(wall, address)
        .askForApproval("大厅屏幕")
        .signIn("manager", park.password())
        .goTo("实时大屏");
    return new BoardPage(wall);
  }

  private static WindowPage openTheWindow(Browser counter) {
    FrontDoor door = new FrontDoor(counter, address);
    door.askForApproval("1号窗口").signIn("cashier1", park.password()).goTo("售票窗口");
    WindowPage window = new WindowPage(counter);
    window.openShift();
    return window;
  }

  /**
   * The QR codes as an independent reader reads them off the paper. Each writing of a code is
   * encrypted anew, so their text is not that of the order; the 24 digits are.
   */
  private static List<String> codesOnPaper(Path pdf, JsonNode order) throws Exception {
    JsonNode tickets = order.path("tickets");
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

  /** Asked for by the clerk, who may not approve it; approved by another; paid by the clerk. */
  private static void refund(String code, JsonNode order, Browser office) throws IOException {
    Browser desk = computer("refund", 1366, 768);
    FrontDoor door = new FrontDoor(desk, address);
    door.askForApproval("退票台").signIn("refund", park.password());
    RefundDeskPage refunds = new RefundDeskPage(desk, address);
    refunds.openShift();
    refunds.lookUp(code);
    assertThat(refunds.offered()).as("120.00 less the fee of 5.00").contains("115.00");
    refunds.ask("行程有变");
    refunds.approveHere("refund", park.password());
    desk.awaitText("decision-problem", "不能审批自己提交的申请");
    desk.picture(PICTURES.resolve("refund-own-approval.png"));
    new RefundDeskPage(office, address)
        .approveFromQueue(order.path("orderNo").asString(), park.password());
    office.picture(PICTURES.resolve("refund-approved.png"));
    refunds.pay();
    desk.picture(PICTURES.resolve("refund-paid.png"));
  }

  private static void sellAndPassWhileTheServerIsAway(
      WindowPage window, GateDisplay gate, BoardPage board) throws Exception {
    window.clear();
    JsonNode order = window.sell("a", "");
    board.awaits("board-sales", "360.00");
    String code = order.path("tickets").get(0).path("code").path("qr").asString();
    gate.awaitShown("\"mode\":\"ONLINE\"");
    park.stopServer();
    gate.awaitShown("\"mode\":\"OFFLINE\"");
    board.awaits("board-liveness", "正在重连");
    gate.scan(code, "\"state\":\"admit\"");
    gate.awaitShown("\"state\":\"idle\"");
    park.startServer();
    board.awaits("board-liveness", "实时").awaits("board-admissions", "2");
  }

  /** A fifty taken for a twenty, twice: the drawer seems 30.00 short, and a supervisor accepts. */
  private static void closeShort(WindowPage window, Browser counter, Browser office)
      throws Exception {
    Map<String, Integer> wrong = new HashMap<>(DRAWER);
    wrong.merge("50.00", -1, Integer::sum);
    wrong.merge("20.00", 1, Integer::sum);
    DutyDeskPage duty = new DutyDeskPage(office);
    new FrontDoor(office, address).goTo("值班台");
    assertThat(duty.report("王芳")).contains("X 报表", "860.00");

    window.beginClose();
    window.submitCount(wrong);
    counter.awaitText("与账不符");
    counter.picture(PICTURES.resolve("count-again.png"));
    window.assertBlind("860.00", "30.00 ");
    window.submitCount(wrong);
    counter.awaitText("请值班长审核");
    counter.awaitText("短款");
    counter.picture(PICTURES.resolve("count-short.png"));

    duty.awaitShift("王芳", "请值班长审核");
    duty.awaitShift("王芳", "30.00");
    office.picture(PICTURES.resolve("duty.png"));
    duty.accept("王芳", "一张五十元误作二十元，已当面复点");
    office.picture(PICTURES.resolve("duty-accepted.png"));
    Path slip = Files.write(FOLDER.resolve("z-report.pdf"), duty.print());
    assertThat(Paper.words(slip))
        .contains("Z 报表", "王芳", "860.00", "830.00", "30.00", "周强", "误作二十元");
    counter.awaitText("shift-closed", "Z 报表 第 1 号");
    counter.picture(PICTURES.resolve("shift-closed.png"));
  }

  /** The manager reads the day's report: page, file and the ledger's own rows say the same. */
  private static void reportEqualsLedger(Browser office) throws Exception {
    new FrontDoor(office, address).signOut().signIn("manager", park.password()).goTo("经营报表");
    ReportsPage report = new ReportsPage(office);
    assertThat(report.verdict()).isEqualTo("一致");
    office.picture(PICTURES.resolve("report.png"));
    Map<String, Long> ledger = LedgerRows.byReason(park.server().data());
    assertThat(ledger)
        .containsEntry("CASH_SALE", 360_00L)
        .containsEntry("CASH_REFUND", 115_00L)
        .containsEntry("REFUND_FEE", 5_00L);
    List<List<String>> page = report.ledgerRows();
    assertThat(page)
        .containsExactlyInAnyOrder(
            List.of("售票", "360.00", "360.00", "0.00"),
            List.of("退票", "115.00", "115.00", "0.00"),
            List.of("退票手续费", "5.00", "5.00", "0.00"),
            List.of("现金收款", "360.00", "360.00", "0.00"),
            List.of("现金退款", "115.00", "115.00", "0.00"));
    for (List<String> row : report.csv("LEDGER_CHECK").subList(1, page.size() + 1)) {
      String moved = yuan(ledger.getOrDefault(row.getFirst(), 0L));
      assertThat(row.subList(1, 4)).containsExactly(moved, moved, "0.00");
    }
  }

  private static String yuan(long minor) {
    return "%d.%02d".formatted(minor / 100, minor % 100);
  }

  private static Browser computer(String name, int width, int height) throws IOException {
    Browser computer = Browser.start(FOLDER.resolve(name), width, height);
    COMPUTERS.add(computer);
    return computer;
  }
}
