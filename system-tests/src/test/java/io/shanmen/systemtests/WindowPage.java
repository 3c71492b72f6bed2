package io.shanmen.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;

/** The window, as its cashier uses it: by keys. */
final class WindowPage {

  private final Browser browser;
  private final DrawerPage drawer;

  WindowPage(Browser browser) {
    this.browser = browser;
    this.drawer = new DrawerPage(browser);
  }

  void openShift() {
    drawer.openShift();
    browser.awaitText("成人票");
  }

  /**
   * Sells by three actions, a letter, a number and Enter, and waits for the paper.
   *
   * @param number the quantity; empty for one
   * @return the order as the server keeps it
   */
  JsonNode sell(String letter, String number) {
    browser.type(letter, number, Keys.ENTER);
    browser.awaitText("已出票");
    browser.awaitText("已打印");
    JsonNode newest = browser.fetch("/api/ordering/orders").path("orders").get(0);
    JsonNode order = browser.fetch("/api/ordering/orders/" + newest.path("orderId").asString());
    browser.awaitText("订单 " + order.path("orderNo").asString());
    return order;
  }

  /** Puts the result of the last sale away. */
  void clear() {
    browser.type(Keys.ESCAPE);
  }

  /** Keeps the last PDF of tickets that this window printed. */
  Path printed(Path file) throws IOException {
    String base64 =
        String.valueOf(
            browser.run(
                """
                const printed = performance.getEntriesByType('resource')
                  .map((e) => e.name).filter((name) => name.endsWith('tickets.pdf'));
                const blob = await (await fetch(printed.at(-1))).blob();
                const bytes = new Uint8Array(await blob.arrayBuffer());
                let text = '';
                bytes.forEach((b) => { text += String.fromCharCode(b); });
                return btoa(text);
                """));
    return Files.write(file, Base64.getDecoder().decode(base64));
  }

  /** Stops the sale to count the drawer. */
  void beginClose() {
    browser.type(Keys.F10);
    browser.press("结班点款");
    browser.awaitText("不看账面数");
  }

  /** Counts the drawer and submits. */
  void submitCount(Map<String, Integer> notes) {
    drawer.count(notes);
    browser.press("提交点款");
  }

  /** Nothing on the page tells what the drawer should hold, nor how far the count is off (R5). */
  void assertBlind(String... secrets) {
    assertThat(browser.text()).doesNotContain("短款", "长款", "应有").doesNotContain(secrets);
  }
}
