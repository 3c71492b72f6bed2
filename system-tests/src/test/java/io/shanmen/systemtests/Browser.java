package io.shanmen.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A real Chromium with a profile of its own: one person at one computer. Debian's programs are
 * used; nothing is downloaded.
 */
final class Browser implements AutoCloseable {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ChromeDriver driver;
  private final Path downloads;

  private Browser(ChromeDriver driver, Path downloads) {
    this.driver = driver;
    this.downloads = downloads;
  }

  /** Starts one with a window of the given size and an empty folder for its profile. */
  static Browser start(Path folder, int width, int height) throws IOException {
    Path downloads = Files.createDirectories(folder.resolve("downloads"));
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.setAcceptInsecureCerts(true);
    options.addArguments(
        List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--lang=zh-CN",
            "--force-device-scale-factor=1",
            "--autoplay-policy=no-user-gesture-required",
            "--user-data-dir=" + folder.resolve("profile")));
    options.setExperimentalOption(
        "prefs",
        Map.of(
            "download.default_directory",
            downloads.toAbsolutePath().toString(),
            "plugins.always_open_pdf_externally",
            true,
            "intl.accept_languages",
            "zh-CN,zh"));
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.manage().window().setSize(new Dimension(width, height));
    return new Browser(driver, downloads);
  }

  void open(String address) {
    driver.get(address);
  }

  String address() {
    return driver.getCurrentUrl();
  }

  Path downloads() {
    return downloads;
  }

  /** What carries {@code data-test="name"}, once it is on the page. */
  WebElement the(String name) {
    return find(By.cssSelector("[data-test='" + name + "']"));
  }

  WebElement find(By by) {
    return until(by).until(ExpectedConditions.visibilityOfElementLocated(by));
  }

  List<WebElement> all(String name) {
    return driver.findElements(By.cssSelector("[data-test='" + name + "']"));
  }

  /** Whether {@code data-test="name"} is on the page now. */
  boolean shows(String name) {
    return !all(name).isEmpty();
  }

  void click(String name) {
    By by = By.cssSelector("[data-test='" + name + "']");
    until(by).until(ExpectedConditions.elementToBeClickable(by)).click();
  }

  /** Fills the input that carries {@code data-test="name"}, or that is inside what does. */
  void fill(String name, String text) {
    WebElement element = the(name);
    WebElement input =
        element.getTagName().equals("input") || element.getTagName().equals("textarea")
            ? element
            : element.findElement(By.cssSelector("input, textarea"));
    input.clear();
    input.sendKeys(text);
  }

  /** Types keys at whatever has the focus, as a cashier does. */
  void type(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Waits until a text is on the page. */
  void awaitText(String text) {
    By body = By.tagName("body");
    new WebDriverWait(driver, PATIENCE)
        .withMessage(() -> "“" + text + "” is not on " + driver.getCurrentUrl() + ":\n" + text())
        .until(ExpectedConditions.textToBePresentInElementLocated(body, text));
  }

  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  @Nullable Object run(String script, Object... arguments) {
    return ((JavascriptExecutor) driver).executeScript(script, arguments);
  }

  /** Keeps a picture of what the person sees now. */
  void picture(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void size(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
  }

  /** What the page complained of in the browser's console. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  private WebDriverWait until(By by) {
    WebDriverWait wait = new WebDriverWait(driver, PATIENCE);
    wait.withMessage(() -> by + " on " + driver.getCurrentUrl() + ":\n" + text());
    return wait;
  }

  @Override
  public void close() {
    driver.quit();
  }
}
