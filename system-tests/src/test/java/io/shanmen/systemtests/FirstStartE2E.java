package io.shanmen.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.simulators.demo.ServerProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * The first hour of a park: a server that nobody has set up, its administrator before a real
 * browser, and a second computer that waits, is approved, revoked and refused.
 */
class FirstStartE2E {

  private static final Path FOLDER = Path.of("target/first-start-e2e").toAbsolutePath();
  private static final Path PICTURES = Path.of("target/pictures").toAbsolutePath();
  private static final String PASSWORD = "cloud-gate-2026";

  private static ServerProgram server;
  private static Browser office;
  private static Browser second;

  @BeforeAll
  static void startAnEmptyServer() throws IOException {
    server = TestPark.emptyServer(FOLDER);
    office = Browser.start(FOLDER.resolve("office"), Tour.USUAL_WIDTH, Tour.USUAL_HEIGHT);
    second = Browser.start(FOLDER.resolve("second"), Tour.USUAL_WIDTH, Tour.USUAL_HEIGHT);
  }

  @AfterAll
  static void stop() {
    for (Browser browser : new Browser[] {office, second}) {
      if (browser != null) {
        browser.close();
      }
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void aParkIsSetUpAndASecondComputerAsksWaitsAndIsRevoked() throws Exception {
    Tour tour = new Tour(office, address(), PICTURES);
    setUp(tour);
    Tour other = new Tour(second, address(), PICTURES);
    waitAndBeRefused(other);
    waitAndBeApproved(other);
    beRevoked(other);
    assertThat(tour.takeFaults()).isEmpty();
    assertThat(other.takeFaults())
        .as("these pages are there to say that this computer may not be used")
        .filteredOn(fault -> !fault.contains(": says that something failed: <section"))
        .isEmpty();
  }

  private static void setUp(Tour tour) throws Exception {
    office.open(address() + "/");
    office.awaitText("建立景区");
    tour.visit("first-start", "/");
    office.open(address() + "/");
    office.awaitText("建立景区");
    WebElement go = office.find(By.cssSelector("button[type='submit']"));
    assertThat(go.isEnabled()).as("nothing is filled in").isFalse();
    type("启动码", "WRONG-CODE");
    type("景区名称（中文）", "云门山风景区");
    type("景区名称（英文）", "Cloudgate Mountain");
    type("管理员姓名", "林静");
    type("电脑名称", "办公室");
    type("新密码", "short");
    office.awaitText("至少 ");
    type("再输一遍", PASSWORD);
    office.awaitText("两次输入不一样");
    tour.look("first-start-wrong");
    assertThat(go.isEnabled()).isFalse();
    type("新密码", PASSWORD);
    go.click();
    office.find(By.cssSelector("[role='alert'].problem"));
    assertThat(office.text()).contains("启动码");
    tour.forgetComplaints();

    type("启动码", Files.readString(server.data().resolve("setup-code")).strip());
    go.click();
    office.find(By.name("operator")).sendKeys("admin");
    office.find(By.name("password")).sendKeys(PASSWORD, Keys.ENTER);
    office.awaitText("您好，林静");
    tour.forgetComplaints();
    tour.look("first-home");
    assertThat(office.text()).contains("后台");
  }

  private static void waitAndBeRefused(Tour tour) throws Exception {
    ask("陌生电脑", tour);
    tour.visit("waiting", "/");
    second.open(address() + "/");
    String code = second.find(By.cssSelector(".pairing")).getText();
    office.open(address() + "/console/#/terminals");
    assertThat(office.the("pairing-code-1").getText()).isEqualTo(code);
    office.press("拒绝");
    second.awaitText("管理员没有批准这台电脑");
    tour.look("waiting-refused");
    second.press("重新申请");
  }

  private static void waitAndBeApproved(Tour tour) {
    ask("1号窗口", tour);
    office.open("about:blank");
    office.open(address() + "/console/#/terminals");
    office.click("approve-1");
    office.awaitText("已批准");
    second.find(By.name("operator"));
    assertThat(second.text()).contains("1号窗口");
  }

  private static void beRevoked(Tour tour) throws Exception {
    String row = "//tr[contains(., '1号窗口')]";
    office.find(By.xpath(row + "//button[contains(., '停用')]")).click();
    office.fill("confirm-word", "1号窗口");
    office.click("form-submit");
    office.awaitText("已停用 1号窗口");
    second.open(address() + "/");
    second.awaitText("这台电脑已被停用");
    tour.forgetComplaints();
    tour.visit("revoked", "/");
    second.open(address() + "/");
    second.press("重新申请");
    second.awaitText("这台电脑还没有批准");
  }

  private static void ask(String name, Tour tour) {
    second.open(address() + "/");
    second.awaitText("这台电脑还没有批准");
    second.find(By.cssSelector("form input")).sendKeys(name, Keys.ENTER);
    second.awaitText("等待管理员批准");
    tour.forgetComplaints();
  }

  /** Fills the field under this label. */
  private static void type(String label, String text) {
    String field = "//*[contains(@class, 'el-form-item')][label[contains(., '%s')]]//input";
    office
        .find(By.xpath(field.formatted(label)))
        .sendKeys(Keys.chord(Keys.CONTROL, "a"), text, Keys.TAB);
  }

  private static String address() {
    return server.address().toString();
  }
}
