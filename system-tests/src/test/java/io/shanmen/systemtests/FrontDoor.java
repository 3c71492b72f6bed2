package io.shanmen.systemtests;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The first page at a computer: it asks for approval, and somebody signs in. */
final class FrontDoor {

  private final Browser browser;
  private final String address;

  FrontDoor(Browser browser, String address) {
    this.browser = browser;
    this.address = address;
  }

  /** Asks for this computer to be approved; the demo's back office does so. */
  FrontDoor askForApproval(String computer) {
    browser.open(address + "/");
    browser.awaitText("这台电脑还没有批准");
    browser.find(By.cssSelector("form input")).sendKeys(computer, Keys.ENTER);
    return this;
  }

  /** Signs in and stands before the list of screens. */
  FrontDoor signIn(String operator, String password) {
    browser.find(By.name("operator")).sendKeys(operator);
    browser.find(By.name("password")).sendKeys(password, Keys.ENTER);
    browser.awaitText("您好");
    return this;
  }

  /** The next person takes the seat. */
  FrontDoor signOut() {
    browser.find(By.cssSelector("button.operator")).click();
    browser.find(By.xpath("//li[contains(., '退出登录')]")).click();
    browser.find(By.name("operator"));
    return this;
  }

  /** Goes to one of the screens on the home page. */
  void goTo(String screen) {
    browser.open(address + "/");
    browser.find(By.xpath("//a[contains(., '%s')]".formatted(screen))).click();
  }
}
