package io.shanmen.systemtests;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The refund desk: its clerk asks and pays, another person approves. */
final class RefundDeskPage {

  private final Browser browser;
  private final String address;

  RefundDeskPage(Browser browser, String address) {
    this.browser = browser;
    this.address = address + "/refund/";
  }

  /** Refunds in cash come out of a drawer of the desk's own. */
  void openShift() {
    browser.open(address + "#/shift");
    new DrawerPage(browser).openShift();
    browser.awaitText("中途解款");
  }

  /** Scans a ticket, as a scanner that types does. */
  void lookUp(String code) {
    browser.open(address + "#/desk");
    browser.find(By.name("look-up")).sendKeys(code, Keys.ENTER);
    browser.the("refund-ticket");
  }

  /** What the desk offers to give back for the chosen tickets. */
  String offered() {
    return browser.the("refund-amount").getText();
  }

  /** Asks for what is offered. */
  void ask(String reason) {
    browser.press(reason);
    browser.press("提交申请");
    browser.awaitText("refund-state", "待审批");
  }

  /** Somebody steps up to the desk and decides there. */
  void approveHere(String operator, String password) {
    browser.find(By.name("approver")).sendKeys(operator);
    browser.find(By.name("secret")).sendKeys(password);
    browser.press("同意");
  }

  /** From a computer of their own somebody opens the request that waits, and approves it. */
  void approveFromQueue(String orderNo, String password) {
    browser.open(address + "#/queue");
    browser.press(orderNo);
    browser.find(By.name("secret")).sendKeys(password);
    browser.press("同意");
    browser.awaitText("refund-state", "待付款");
  }

  /** The desk notices by itself that it may pay, and pays. */
  void pay() {
    browser.awaitText("refund-state", "待付款");
    browser.click("refund-pay");
    browser.awaitText("refund-state", "已退款");
  }
}
