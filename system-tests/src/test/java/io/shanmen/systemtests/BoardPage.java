package io.shanmen.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

/** The live board on a wall: opened once, and never touched again. */
final class BoardPage {

  private final Browser browser;
  private final Object loaded;

  /** The board is open when the first numbers are on it. */
  BoardPage(Browser browser) {
    this.browser = browser;
    browser.the("board-as-of");
    this.loaded = loadedAt();
  }

  /** Waits until a number of the board is this, without anybody touching it. */
  BoardPage awaits(String number, String value) {
    browser.awaitText(number, value);
    assertThat(loadedAt()).as("the board has not been loaded again").isEqualTo(loaded);
    return this;
  }

  private Object loadedAt() {
    return String.valueOf(browser.run("return performance.timeOrigin;"));
  }
}
