package io.shanmen.systemtests;

import org.openqa.selenium.By;

/** The duty desk: a supervisor reads shifts and accepts differences. */
final class DutyDeskPage {

  private final Browser browser;

  DutyDeskPage(Browser browser) {
    this.browser = browser;
  }

  /** Waits until a cashier's shift says something. */
  void awaitShift(String cashier, String text) {
    browser.find(By.xpath(shift(cashier) + "[contains(., '%s')]".formatted(text)));
  }

  /** The report of a shift: X while it is open, Z after. */
  String report(String cashier) {
    browser.find(By.xpath(shift(cashier) + "//button[contains(., '报表')]")).click();
    return browser.the("shift-report").getText();
  }

  /** Accepts the difference of a shift, and the shift is closed. */
  void accept(String cashier, String reason) {
    browser.find(By.xpath(shift(cashier) + "//button[contains(., '同意')]")).click();
    browser.find(By.name("reason")).sendKeys(reason);
    browser.press("同意并结班");
    browser.awaitText("shift-report", "Z 报表");
  }

  /** Prints the report that is open. */
  byte[] print() {
    return browser.printedBy(() -> browser.click("print-report"));
  }

  private static String shift(String cashier) {
    return "//li[@data-test='shift'][contains(., '%s')]".formatted(cashier);
  }
}
