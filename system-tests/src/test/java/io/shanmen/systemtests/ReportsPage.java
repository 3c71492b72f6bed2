package io.shanmen.systemtests;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.openqa.selenium.By;

/** The day's report as the manager reads it, and its files. */
final class ReportsPage {

  private final Browser browser;

  ReportsPage(Browser browser) {
    this.browser = browser;
  }

  /** A key figure by its code. */
  String figure(String code) {
    return browser.find(By.cssSelector("[data-test='figure-" + code + "'] strong")).getText();
  }

  String verdict() {
    return browser.the("ledger-verdict").getText();
  }

  /** The rows of the comparison with the ledger as they stand on the page, cell by cell. */
  List<List<String>> ledgerRows() {
    browser.the("ledger-verdict");
    Object rows =
        requireNonNull(
            browser.run(
                """
            const table = document.querySelector("[data-test='table-LEDGER_CHECK']");
            return [...table.tBodies[0].rows].map((row) =>
              [...row.cells].map((cell) => cell.textContent.trim()));
            """));
    return ((List<?>) rows)
        .stream().map(row -> ((List<?>) row).stream().map(String::valueOf).toList()).toList();
  }

  /** Saves a table as CSV by the page's menu and reads the file. */
  List<List<String>> csv(String tableId) throws Exception {
    browser.click("csv");
    browser.click("csv-" + tableId);
    String text = Files.readString(downloaded(tableId + ".csv"), StandardCharsets.UTF_8);
    return text.lines()
        .map(line -> List.of(line.replace("\uFEFF", "").replace("\"", "").split(",", -1)))
        .toList();
  }

  /** A file comes under a passing name first; it is whole once it has its own. */
  private Path downloaded(String end) throws Exception {
    return Waiting.until(
        "a file " + end,
        () -> {
          try (Stream<Path> files = Files.list(browser.downloads())) {
            return files.filter(file -> file.toString().endsWith(end)).findFirst();
          }
        });
  }
}
