package io.shanmen.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.gate.Mode;
import io.shanmen.gate.display.Display;
import io.shanmen.gate.display.DisplayServer;
import io.shanmen.gate.display.Screen;
import io.shanmen.kernel.admission.Direction;
import io.shanmen.kernel.admission.Reason;
import io.shanmen.kernel.admission.TicketState;
import io.shanmen.kernel.ticketcode.Claims;
import io.shanmen.kernel.ticketcode.CodeOption;
import io.shanmen.kernel.validity.CheckpointSet;
import io.shanmen.kernel.validity.Entitlement;
import io.shanmen.kernel.validity.SlotWindow;
import io.shanmen.kernel.validity.Validity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What visitors read on the gate's 800×480 display: the page in a real browser, once behind the
 * real gate program with a simulated board and scanner, once with every screen there is.
 */
class GateDisplayE2E {
  private static final Path HOUSE = Path.of("..").toAbsolutePath().normalize();
  private static final Path PICTURES = Path.of("target/pictures/gate").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** Elements whose words are cut off or that lie outside the display; empty where all fits. */
  private static final String WHAT_DOES_NOT_FIT =
      """
      const wrong = [];
      for (const element of document.querySelectorAll('h1, p, time, #sign')) {
        if (element.hidden || element.offsetParent === null && element.tagName !== 'svg') continue;
        const box = element.getBoundingClientRect();
        if (box.width === 0) continue;
        const cut = element.scrollWidth > element.clientWidth + 1 && element.tagName !== 'svg';
        const out = box.left < 0 || box.top < 0 || box.right > 800 || box.bottom > 480;
        if (cut || out) wrong.push(element.id + ' ' + element.textContent + ' ' +
            [box.left, box.top, box.right, box.bottom].map(Math.round));
      }
      const words = document.querySelector('.words').getBoundingClientRect();
      const count = document.getElementById('count');
      if (!count.hidden && count.getBoundingClientRect().left < words.right - 1) wrong.push('count');
      const code = document.getElementById('code');
      for (const id of ['subject', 'go', 'sentence']) {
        const element = document.getElementById(id);
        if (element.hidden || code.hidden) continue;
        const range = document.createRange();
        range.selectNodeContents(element);
        const a = code.getBoundingClientRect();
        for (const b of range.getClientRects()) {
          if (b.right > a.left && b.bottom > a.top) wrong.push(id + ' runs into the code');
        }
      }
      return wrong.join('; ');
      """;

  @TempDir static Path folder;
  private static Browser page;

  @BeforeAll
  static void openTheBrowser() throws IOException {
    page = Browser.start(folder.resolve("browser"), 800, 480);
    page.viewport(800, 480);
  }

  @AfterAll
  static void closeTheBrowser() {
    page.close();
  }

  @Test
  void aVisitorReadsWhatTheGateDecides() throws IOException {
    try (LoneGate gate = new LoneGate(folder.resolve("gate"), gateJar())) {
      Instant earlier = Instant.now().minus(Duration.ofMinutes(1));
      Map<Reason, String> refused = refusals(gate);
      Claims used = gate.ticket(1);
      gate.feedUse(used, earlier);
      gate.start();
      page.open(untilServed(gate));

      await("请刷票");
      assertThat(text("headline-en")).isEqualTo("Scan ticket");
      assertThat(text("park")).isEqualTo("云台山");
      assertThat(text("gate")).isEqualTo("1号闸机");
      assertThat(isShown("offline")).as("it is alone").isTrue();
      picture("idle-offline");

      gate.scan(gate.qr(gate.ticket(4)));
      await("请通行");
      assertThat(text("subject")).isEqualTo("家庭票\nFamily");
      assertThat(text("count")).isEqualTo("0/4");
      awaitBoard(gate, "gate=LEFT_OPEN");
      gate.board().obey("pass");
      await("the count", () -> text("count").equals("1/4"));
      picture("admit");
      gate.board().obey("walk 50");
      await("请刷票");
      gate.board().obey("walk off");

      gate.scan(gate.qr(used));
      await(Reason.ALREADY_USED.display());
      assertThat(text("subject"))
          .isEqualTo(
              DateTimeFormatter.ofPattern("HH:mm").format(earlier.atZone(ZONE)) + " · 2号闸 Gate 2");
      picture("refuse-" + Reason.ALREADY_USED);
      refused.forEach(
          (reason, code) -> {
            gate.scan(code);
            await(reason.display());
            assertThat(text("code")).isEqualTo(String.valueOf(reason.number()));
            assertThat(text("go")).contains(reason.wayOn().zh(), reason.wayOn().en());
            assertThat(text("sentence")).isEqualTo(reason.en());
          });

      gate.board().obey("alarm 2");
      await("the alarm", () -> isShown("alarm"));
      assertThat(text("alarm")).contains("报警", "Alarm", "A2");
      await("请刷票");
      picture("alarm");
      gate.board().obey("alarm off");
      await("its end", () -> !isShown("alarm"));

      gate.board().obey("fault 3");
      await("暂停使用");
      assertThat(text("code")).isEqualTo("B3");
      assertThat(text("go")).contains("其他通道", "another lane");
      picture("fault");
      gate.board().obey("fault off");
      await("请刷票");

      gate.board().obey("fire on");
      await("紧急放行");
      assertThat(text("headline-en")).isEqualTo("Emergency exit");
      picture("emergency");
      gate.board().obey("fire off");
      await("请刷票");

      gate.board().obey("mute");
      await("暂停使用");
      assertThat(text("code")).isEqualTo("B-");
      gate.board().obey("mute off");
      await("请刷票");

      gate.kill();
      await("暂停使用");
      assertThat(text("code")).isEqualTo("--");
      picture("silent");
    }
  }

  @Test
  void everyScreenFitsTheDisplay() throws IOException {
    Display display = new Display();
    try (DisplayServer server =
        DisplayServer.start(
            new DisplayServer.Source(display, InstantSource.system(), () -> ZONE, () -> "{}"), 0)) {
      page.open("http://localhost:" + server.port() + "/");
      for (Reason reason : Reason.values()) {
        show(display, new Screen.Refuse(reason, "10:32", 12), reason.display());
        picture("refuse-" + reason);
      }
      for (Screen.Notice.Kind kind : Screen.Notice.Kind.values()) {
        show(display, new Screen.Notice(kind, "B3"), kind.zh());
        picture("notice-" + kind);
      }
      show(display, new Screen.Idle(Direction.ENTRY), "请刷票");
      picture("idle");
      show(display, new Screen.Idle(Direction.EXIT), "出口");
      picture("idle-exit");
      show(display, new Screen.Reading(), "请稍候");
      picture("reading");
      show(
          display,
          new Screen.Admit(Direction.ENTRY, "成人票（含索道往返）", "Adult with cable car", 20, 17, 12),
          "17/20");
      picture("admit-long");
      show(display, new Screen.Admit(Direction.EXIT, "家庭票", "Family", 1, 0, 0), "再见");
      picture("goodbye");
      show(display, new Screen.Manual(Direction.ENTRY, 2, 1), "人工放行");
      picture("manual");
    }
  }

  /** A code for each reason that this gate finds by itself. */
  private static Map<Reason, String> refusals(LoneGate gate) {
    Entitlement once = Entitlement.once(1, CheckpointSet.of(LoneGate.CHECKPOINT));
    Map<Reason, String> codes = new LinkedHashMap<>();
    String altered = gate.qr(gate.ticket(1));
    codes.put(Reason.BAD_CODE, altered.substring(0, 50));
    codes.put(Reason.FOREIGN_CODE, "https://example.com/coupon");
    codes.put(Reason.UNKNOWN_KEY, gate.qrUnderAnotherKey(gate.ticket(1)));
    codes.put(Reason.UNKNOWN_TICKET, gate.digits(gate.ticket(1)));
    Map<TicketState, Reason> states =
        Map.of(
            TicketState.CREATED, Reason.UNPAID,
            TicketState.LOCKED, Reason.REFUND_PENDING,
            TicketState.REFUNDED, Reason.REFUNDED,
            TicketState.VOID, Reason.VOID,
            TicketState.LOST, Reason.LOST,
            TicketState.FROZEN, Reason.FROZEN,
            TicketState.BLACKLISTED, Reason.BLACKLISTED,
            TicketState.REPLACED, Reason.CODE_REPLACED);
    states.forEach(
        (state, reason) -> {
          Claims ticket = gate.ticket(1);
          gate.feedState(ticket, state);
          codes.put(reason, gate.qr(ticket));
        });
    codes.put(
        Reason.NOT_YET_VALID,
        gate.qr(gate.ticket(Validity.onDay(LoneGate.today().plusDays(1)), once)));
    codes.put(
        Reason.EXPIRED, gate.qr(gate.ticket(Validity.onDay(LoneGate.today().plusDays(-1)), once)));
    codes.put(Reason.TOO_LATE, gate.qr(gate.ticket(slotThatIsOver(), once)));
    codes.put(
        Reason.WRONG_GATE,
        gate.qr(
            gate.ticket(
                Validity.onDay(LoneGate.today()),
                Entitlement.once(1, CheckpointSet.of(LoneGate.CHECKPOINT + 1)))));
    codes.put(
        Reason.PROOF_UNAVAILABLE,
        gate.qr(gate.ticket(Validity.onDay(LoneGate.today()), once, CodeOption.PROVE_BY_DOCUMENT)));
    return codes;
  }

  /** A slot of today that ended just after the business day had begun. */
  private static Validity slotThatIsOver() {
    int cutOff = LocalTime.of(4, 0).toSecondOfDay() / 60;
    return Validity.onDay(LoneGate.today()).withSlot(new SlotWindow(cutOff - 2, cutOff - 1, 0, 0));
  }

  private static void show(Display display, Screen screen, String words) {
    display.show(new Display.State(screen, Mode.ONLINE, "云台山国家森林公园", "Yuntai", "1号闸机", 0));
    await(words);
  }

  private static Path gateJar() {
    Path jar = HOUSE.resolve("gate/target/shanmen-gate.jar");
    assertThat(Files.exists(jar)).as("%s is built", jar).isTrue();
    return jar;
  }

  private static String untilServed(LoneGate gate) {
    await(
        "the display's page",
        () -> {
          try {
            gate.display().toURL().openStream().close();
            return true;
          } catch (IOException e) {
            return false;
          }
        });
    return gate.display().toString();
  }

  private static void awaitBoard(LoneGate gate, String state) {
    await(state, () -> gate.board().obey("status").contains(state));
  }

  private static void await(String words) {
    await(words, () -> page.text().contains(words));
  }

  private static void await(String what, BooleanSupplier isSo) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not come about: " + what + "\n" + page.text());
      }
      Thread.onSpinWait();
    }
  }

  private static String text(String id) {
    Object text = page.run("return document.getElementById(arguments[0]).textContent", id);
    return String.valueOf(text);
  }

  private static boolean isShown(String id) {
    @Nullable Object hidden = page.run("return document.getElementById(arguments[0]).hidden", id);
    return Boolean.FALSE.equals(hidden);
  }

  /** Keeps what the visitor sees, and fails where words are cut off or run into one another. */
  private static void picture(String name) {
    page.picture(PICTURES.resolve(name + ".png"));
    assertThat(String.valueOf(page.run(WHAT_DOES_NOT_FIT))).as(name).isEmpty();
  }
}
