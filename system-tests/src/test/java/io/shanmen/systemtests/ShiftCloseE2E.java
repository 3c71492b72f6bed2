package io.shanmen.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.simulators.demo.DemoPark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/**
 * The end of a shift as R9 wants it, before a real browser: what is left over is signed for by the
 * next cashier, the drawer is counted with a duty officer there, and the next shift finds it all.
 */
@ExtendWith(SharedPark.class)
class ShiftCloseE2E {

  private static final Path FOLDER = Path.of("target/shift-close-e2e").toAbsolutePath();
  private static final Path PICTURES = Path.of("target/pictures").toAbsolutePath();

  private static final String TILES_IN_THE_FIRST_ROW =
      """
      const tiles = [...document.querySelectorAll('.left li')];
      const top = tiles[0].getBoundingClientRect().top;
      return tiles.filter((tile) => tile.getBoundingClientRect().top === top).length;
      """;

  private static final String WHAT_SCROLLS =
      """
      return [...document.querySelectorAll('.left, .right')]
        .filter((pane) => pane.scrollHeight > pane.clientHeight + 1)
        .map((pane) => pane.className).join();
      """;

  private static DemoPark park;
  private static Browser browser;
  private static FrontDoor door;
  private static Tour tour;

  @BeforeAll
  static void sitDownAtAWindow(DemoPark shared) throws IOException {
    park = shared;
    browser = Browser.start(FOLDER.resolve("browser"), Tour.USUAL_WIDTH, Tour.USUAL_HEIGHT);
    String address = park.server().address().toString();
    tour = new Tour(browser, address, PICTURES);
    door = new FrontDoor(browser, address).askForApproval("4号窗口");
  }

  @AfterAll
  static void leave() {
    if (browser != null) {
      browser.picture(PICTURES.resolve("last-shift-close.png"));
      browser.close();
    }
  }

  @Test
  void whatIsLeftIsSignedForAndADutyOfficerIsThereAtTheCount() throws Exception {
    wantADutyOfficer(true);
    try {
      cashierLeavesACart();
      bothSignAndTheDrawerIsCounted();
      theNextShiftTakesItOver();
    } finally {
      signOut();
      wantADutyOfficer(false);
    }
    assertThat(tour.takeFaults()).isEmpty();
  }

  private static void wantADutyOfficer(boolean wanted) {
    signIn("manager").goTo("值班台");
    browser.click("officer-needed");
    browser.awaitText("已保存");
    browser.open(park.server().address() + "/duty/");
    By state = By.cssSelector("[data-test='officer-needed'] input");
    browser.the("officer-needed");
    assertThat(browser.present(state).getAttribute("aria-checked"))
        .isEqualTo(String.valueOf(wanted));
    signOut();
  }

  private static void cashierLeavesACart() throws Exception {
    signIn("cashier3").goTo("售票窗口");
    WindowPage window = new WindowPage(browser);
    window.openShift();
    tour.forgetComplaints();
    theWindowFits(1024, 768);
    theWindowFits(1920, 1080);
    browser.open(park.server().address() + "/window/");
    browser.awaitText("成人票");
    window.sell("a", "");
    window.clear();
    browser.type("a", "2");
    browser.type(Keys.F4);
    browser.type("红帽子", Keys.ENTER);
    browser.awaitText("已挂单");
  }

  /** Tiles stand side by side, and every key of a sale is seen without scrolling. */
  private static void theWindowFits(int width, int height) throws Exception {
    tour.visit("window-" + width, "/window/", width, height);
    browser.size(width, height);
    assertThat(browser.run(TILES_IN_THE_FIRST_ROW)).as("tiles at " + width).isNotEqualTo(1L);
    assertThat(browser.run(WHAT_SCROLLS)).as("scrolls at " + width).isEqualTo("");
    browser.size(Tour.USUAL_WIDTH, Tour.USUAL_HEIGHT);
  }

  private static void bothSignAndTheDrawerIsCounted() throws Exception {
    browser.type(Keys.F10);
    browser.press("结班点款");
    browser.awaitText("leftovers", "挂单 × 1");
    prove("cashier3", park.password());
    browser.awaitText("proof-problem", "请由其他人");
    prove("supervisor", "not the password");
    browser.awaitText("proof-problem", "密码");
    tour.forgetComplaints();
    tour.look("shift-handover");
    prove("supervisor", park.password());

    browser.awaitText("请值班长到场");
    assertThat(browser.text()).contains("赵敏 留给 周强", "挂单 × 1");
    prove("cashier2", park.password());
    browser.awaitText("proof-problem", "权限");
    tour.forgetComplaints();
    tour.look("shift-duty-officer");
    prove("manager", park.password());

    browser.awaitText("不看账面数");
    WindowPage window = new WindowPage(browser);
    tour.look("shift-count");
    Map<String, Integer> drawer = new HashMap<>(DrawerPage.FLOAT);
    drawer.merge("100.00", 1, Integer::sum);
    drawer.merge("20.00", 1, Integer::sum);
    window.submitCount(drawer);
    browser.awaitText("shift-closed", "Z 报表");
    assertThat(browser.the("shift-closed").getText())
        .contains("赵敏", "郑伟", "交 周强 接班", "挂单 × 1", "620.00");
    tour.look("shift-closed-handed-over");
  }

  /** Another than who signed must take it over first; then the cart is there. */
  private static void theNextShiftTakesItOver() throws Exception {
    browser.press("完成");
    browser.awaitText("handover", "赵敏 留给 周强");
    assertThat(browser.shows("take-over")).isTrue();
    tour.look("shift-taken-over");
    signOut();

    signIn("supervisor").goTo("售票窗口");
    browser.awaitText("handover", "开班后归您处理");
    WindowPage window = new WindowPage(browser);
    window.openShift();
    browser.type(Keys.F6);
    browser.awaitText("红帽子");
    browser.press("放弃");
    browser.awaitText("没有挂单");
    browser.type(Keys.ESCAPE);
    browser.type(Keys.F10);
    browser.press("结班点款");
    prove("manager", park.password());
    browser.awaitText("不看账面数");
    window.submitCount(DrawerPage.FLOAT);
    browser.awaitText("shift-closed", "Z 报表");
  }

  private static void prove(String name, String secret) {
    for (Map.Entry<String, String> field :
        List.of(Map.entry("second-person", name), Map.entry("second-secret", secret))) {
      browser
          .find(By.name(field.getKey()))
          .sendKeys(Keys.chord(Keys.CONTROL, "a"), field.getValue());
    }
    browser.find(By.cssSelector("[data-test='proof'] button[type='submit']")).click();
  }

  private static FrontDoor signIn(String operator) {
    return door.signIn(operator, park.password());
  }

  private static void signOut() {
    browser.open(park.server().address() + "/signin/");
    browser.run("await fetch('/api/sign-out', { method: 'POST' });");
    browser.open(park.server().address() + "/signin/");
  }
}
