package io.shanmen.systemtests;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriver.Window;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Chromium with a profile of its own: one person at one computer. Debian's programs are
 * used; nothing is downloaded.
 */
final class Browser implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  /** How long the mouse rests before a page is expected to have noticed. */
  private static final Duration HOVER = Duration.ofMillis(300);

  /** For a busy machine; each wait ends as soon as what it waits for is seen. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The pictures that the documents show. */
  private static final Path DOCUMENTED = Path.of("../docs/pictures");

  private static final int WEBP_QUALITY = 82;

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
            "intl.accept_languages",
            "zh-CN,zh"));
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    ChromeDriver driver = new ChromeDriver(service, options);
    Browser browser = new Browser(driver, downloads);
    browser.size(width, height);
    return browser;
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

  /** What is on the page, to be seen or not: as the field within a switch. */
  WebElement present(By by) {
    return until(by).until(ExpectedConditions.presenceOfElementLocated(by));
  }

  List<WebElement> all(String name) {
    return driver.findElements(By.cssSelector("[data-test='" + name + "']"));
  }

  /** Whether {@code data-test="name"} is on the page now. */
  boolean shows(String name) {
    return !all(name).isEmpty();
  }

  /** Rests the mouse over the middle of each thing of this kind, one after the other. */
  void hoverOverEach(String selector) {
    for (WebElement one : driver.findElements(By.cssSelector(selector))) {
      new Actions(driver).scrollToElement(one).moveToElement(one).pause(HOVER).perform();
    }
  }

  void click(String name) {
    By by = By.cssSelector("[data-test='" + name + "']");
    until(by).until(ExpectedConditions.elementToBeClickable(by)).click();
  }

  /** Clicks the button with this text, once it can be clicked. */
  void press(String text) {
    By by =
        By.xpath("//button[not(@disabled)][contains(normalize-space(.), '%s')]".formatted(text));
    WebDriverWait wait = until(by);
    wait.ignoring(WebDriverException.class);
    wait.until(
        page -> {
          page.findElement(by).click();
          return true;
        });
  }

  /** Fills the input that carries {@code data-test="name"}, or that is inside what does. */
  void fill(String name, String text) {
    WebElement element = the(name);
    WebElement input =
        element.getTagName().equals("input") || element.getTagName().equals("textarea")
            ? element
            : element.findElement(By.cssSelector("input, textarea"));
    input.sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
  }

  /** Types keys at whatever has the focus, as a cashier does. */
  void type(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Waits until a text is on the page. */
  void awaitText(String text) {
    awaitText(By.tagName("body"), text);
  }

  /** Waits until what carries {@code data-test="name"} says a text. */
  void awaitText(String name, String text) {
    awaitText(By.cssSelector("[data-test='" + name + "']"), text);
  }

  private void awaitText(By where, String text) {
    new WebDriverWait(driver, PATIENCE)
        .withMessage(() -> "“" + text + "” is not on " + driver.getCurrentUrl() + ":\n" + text())
        .until(ExpectedConditions.textToBePresentInElementLocated(where, text));
  }

  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  @Nullable Object run(String script, Object... arguments) {
    return ((JavascriptExecutor) driver).executeScript(script, arguments);
  }

  /** Asks the API as the page does, with its session. */
  JsonNode fetch(String path) {
    return JSON.readTree(
        String.valueOf(run("return await (await fetch(arguments[0])).text();", path)));
  }

  /**
   * What comes out of the printer, as PDF, when this is done. Headless Chromium has no printer: the
   * page is stopped where it hands itself over, and printed there by the driver.
   */
  byte[] printedBy(Runnable what) {
    run(
        """
        window.print = () => {
          const root = document.documentElement;
          window.handedOver = { ...root.dataset };
          window.sheetsHandedOver = [...document.adoptedStyleSheets];
        };
        """);
    what.run();
    until(By.tagName("body"))
        .until(page -> Boolean.TRUE.equals(run("return 'handedOver' in window;")));
    run(
        """
        Object.assign(document.documentElement.dataset, window.handedOver);
        document.adoptedStyleSheets = window.sheetsHandedOver;
        """);
    Object pdf =
        driver.executeCdpCommand("Page.printToPDF", Map.of("preferCSSPageSize", true)).get("data");
    run(
        """
        delete document.documentElement.dataset.printing;
        delete window.handedOver;
        """);
    return Base64.getDecoder().decode(String.valueOf(pdf));
  }

  /**
   * Keeps a picture of what the person sees now. With {@code -Dshanmen.pictures=docs} it also takes
   * anew, small, the picture of the same name that the documents show.
   */
  void picture(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
      String name = file.getFileName().toString().replace(".png", ".webp");
      if ("docs".equals(System.getProperty("shanmen.pictures"))
          && Files.exists(DOCUMENTED.resolve(name))) {
        Files.write(DOCUMENTED.resolve(name), small());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] small() {
    Object data =
        driver
            .executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "webp", "quality", WEBP_QUALITY))
            .get("data");
    return Base64.getDecoder().decode(String.valueOf(data));
  }

  /** Gives the page itself this size, as on a screen that shows nothing else. */
  void size(int width, int height) {
    // Asking is quick; giving a window the size that it has takes as long as giving it another.
    Object has = run("return innerWidth + 'x' + innerHeight;");
    if ((width + "x" + height).equals(has)) {
      return;
    }
    Window window = driver.manage().window();
    window.setSize(new Dimension(width, height));
    Object frame = requireNonNull(run("return outerHeight - innerHeight;"));
    window.setSize(new Dimension(width, height + ((Number) frame).intValue()));
  }

  /** Makes the page itself, without the window's frame, so many pixels large. */
  void viewport(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
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
