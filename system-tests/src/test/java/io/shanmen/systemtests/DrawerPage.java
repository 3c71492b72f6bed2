package io.shanmen.systemtests;

import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A drawer of cash, wherever one is counted: the float, and the close of a shift. */
final class DrawerPage {

  /** What the demo's supervisor puts into every drawer: 500.00. */
  static final Map<String, Integer> FLOAT =
      Map.of("100.00", 2, "50.00", 3, "20.00", 5, "5.00", 8, "1.00", 10);

  private final Browser browser;

  DrawerPage(Browser browser) {
    this.browser = browser;
  }

  /** Asks for a float and counts it; then the shift is open. */
  void openShift() {
    browser.press("申请备用金");
    browser.awaitText("点清备用金");
    count(FLOAT);
    browser.press("点清了，开班");
  }

  /** Types how many there are of each face value. */
  void count(Map<String, Integer> notes) {
    notes.forEach(
        (face, count) -> {
          WebElement field = browser.find(By.cssSelector("input[aria-label='" + face + " 元有几张']"));
          field.sendKeys(Keys.chord(Keys.CONTROL, "a"), String.valueOf(count));
        });
  }
}
