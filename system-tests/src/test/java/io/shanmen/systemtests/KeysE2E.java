package io.shanmen.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.simulators.demo.DemoPark;
import io.shanmen.simulators.token.SoftToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/**
 * The life of a park's keys as two key holders and a cashier see it, each before a real browser:
 * the master key is made in a dongle, keys are renewed and backed up, the dongle is pulled out,
 * given a wrong PIN, and lost; two people's parts bring everything into a new one.
 */
class KeysE2E {

  private static final Path FOLDER = Path.of("target/keys-e2e").toAbsolutePath();
  private static final Path PIN_FILE = FOLDER.resolve("pin");
  private static final Path PICTURES = Path.of("target/pictures").toAbsolutePath();

  private static final String SECOND = "keykeeper";
  private static final String FIRST_SECRET = "told-at-the-desk";
  private static final String SECRET = "second-pair-of-eyes";

  private static SoftToken dongle;
  private static DemoPark park;
  private static Browser office;
  private static Browser other;
  private static FrontDoor otherDoor;
  private static Tour tour;

  @BeforeAll
  static void openAParkWithADongle() throws Exception {
    TestPark.deleteRecursively(FOLDER);
    dongle = SoftToken.in(FOLDER.resolve("dongle"));
    tellPin(SoftToken.PIN);
    park =
        TestPark.openWithoutGates(
            FOLDER,
            List.of(
                "--shanmen.keys.token.library=" + SoftToken.library(),
                "--shanmen.keys.token.pin-file=" + PIN_FILE,
                "--shanmen.keys.token.environment.SOFTHSM2_CONF=" + dongle.configuration()));
    hireASecondKeyHolder();
    office = Browser.start(FOLDER.resolve("office"), Tour.USUAL_WIDTH, Tour.USUAL_HEIGHT);
    other = Browser.start(FOLDER.resolve("other"), Tour.USUAL_WIDTH, Tour.USUAL_HEIGHT);
    String address = park.server().address().toString();
    tour = new Tour(office, address, PICTURES);
    otherDoor = new FrontDoor(other, address).askForApproval("1号窗口");
    new FrontDoor(office, address).askForApproval("办公室").signIn("admin", park.password());
    tour.forgetComplaints();
  }

  private static void tellPin(String pin) throws IOException {
    Files.writeString(PIN_FILE, pin);
  }

  @AfterAll
  static void close() {
    for (Browser browser : new Browser[] {office, other}) {
      if (browser != null) {
        browser.picture(PICTURES.resolve("last-keys-" + (browser == office ? 1 : 2) + ".png"));
        browser.close();
      }
    }
    if (park != null) {
      park.close();
    }
  }

  @Test
  void twoHoldersLookAfterTheKeysAndEveryWindowIsToldWhenTheyAreAway() throws Exception {
    theSecondHolderSignsInForTheFirstTime();
    theMasterKeyIsMade();
    theOtherHolderBeginsAnEpoch();
    List<String> parts = theKeysAreBackedUp();
    aWindowStopsWhileTheDongleIsOut();
    aWrongPinIsSaidAndPutRight();
    theDongleIsLostAndTwoPartsBringTheKeysBack(parts);
    nothingOfAPartIsKept(parts);
    assertThat(tour.takeFaults()).isEmpty();
  }

  private static void theSecondHolderSignsInForTheFirstTime() {
    other.find(By.name("operator")).sendKeys(SECOND);
    other.find(By.name("password")).sendKeys(FIRST_SECRET, Keys.ENTER);
    other.find(By.name("new-password")).sendKeys(SECRET);
    other.find(By.name("repeat-password")).sendKeys(SECRET, Keys.ENTER);
    other.awaitText("您好");
  }

  private static void theMasterKeyIsMade() throws Exception {
    openKeys(office);
    openKeys(other);
    office.awaitText("master-help", "新令牌");
    office.awaitText("backup-state", "没有备份");
    tour.look("console-keys-empty");
    office.click("move-keys");
    agree(office, SECOND, SECRET);
    office.awaitText("已迁入");
    office.awaitText("master-state", "可用");
    other.awaitText("master-state", "可用");
    assertThat(activeEpoch()).isEqualTo(2);
  }

  private static void theOtherHolderBeginsAnEpoch() {
    other.click("renew-key");
    agree(other, SECRET, "admin", park.password());
    other.awaitText("已更新");
    assertThat(activeEpoch()).isEqualTo(3);
  }

  private static List<String> theKeysAreBackedUp() throws Exception {
    office.click("back-up-keys");
    agree(office, "admin", park.password());
    office.awaitText("form-problem", "请由其他人");
    tour.forgetComplaints();
    agree(office, SECOND, SECRET);
    List<String> parts = new ArrayList<>();
    for (int number = 1; number <= 3; number++) {
      office.awaitText("key-backup", "请第 " + number + " 份的保管人");
      office.type(Keys.ENTER);
      String part = office.the("part").getText().replaceAll("(?m)^\\d{1,2}$|\\s", "");
      assertThat(part).as("what is shown").hasSize(72);
      if (number == 1) {
        tour.look("console-key-part");
        thePaperHoldsThisPartAlone(part);
      }
      office.click("part-noted");
      if (number == 2) {
        leavingIsExplained();
      }
      office.type(swapped(part.substring(66)), Keys.ENTER);
      office.awaitText("和这一份的最后一组不一样");
      assertThat(office.text()).doesNotContain(part.substring(60, 66));
      office.fill("last-group", part.substring(66).toLowerCase(Locale.ROOT));
      office.type(Keys.ENTER);
      parts.add(part);
    }
    assertThat(parts).doesNotHaveDuplicates();
    office.awaitText("backup-done", "任意 2 份");
    office.type(Keys.ENTER);
    office.awaitText("backup-state", "已备份");
    return parts;
  }

  private static void thePaperHoldsThisPartAlone(String part) throws Exception {
    Path pdf = FOLDER.resolve("part.pdf");
    Files.write(pdf, office.printedBy(() -> office.click("print-part")));
    String words = Paper.words(pdf);
    assertThat(words).contains("云门山风景区", "第 1 份（共 3 份）", "放在哪里").doesNotContain("操作员");
    for (int group = 0; group < 12; group++) {
      assertThat(words).contains(part.substring(group * 6, group * 6 + 6));
    }
    assertThat(words).as("one page").containsOnlyOnce("\f");
  }

  private static void leavingIsExplained() throws Exception {
    office.type(Keys.ESCAPE);
    office.awaitText("leaving", "只记下了 1 份");
    tour.look("console-key-backup-leaving");
    office.type(Keys.ENTER);
  }

  private static void aWindowStopsWhileTheDongleIsOut() throws Exception {
    otherDoor.signOut().signIn("cashier1", park.password()).goTo("售票窗口");
    WindowPage window = new WindowPage(other);
    window.openShift();
    window.sell("a", "");
    window.clear();
    assertThat(other.shows("issuing-stopped")).isFalse();

    dongle.pullOut();
    other.awaitText("issuing-stopped", "密码令牌未插入");
    assertThat(other.the("issuing-stopped").getText()).contains("检票和退款照常");
    other.picture(PICTURES.resolve("window-issuing-stopped.png"));
    office.awaitText("master-help", "几秒内自动恢复");
    tour.look("console-keys-absent");
    dongle.plugIn();
    office.awaitText("master-state", "可用");
  }

  private static void aWrongPinIsSaidAndPutRight() throws Exception {
    tellPin("000000");
    dongle.pullOut();
    office.awaitText("master-state", "未插入");
    dongle.plugIn();
    office.awaitText("master-state", "PIN 不正确");
    other.awaitText("issuing-stopped", "PIN 不正确");
    office.click("try-again");
    office.awaitText("仍不可用");
    tellPin(SoftToken.PIN);
    office.click("try-again");
    office.awaitText("master-state", "可用");
  }

  private static void theDongleIsLostAndTwoPartsBringTheKeysBack(List<String> parts)
      throws Exception {
    dongle.pullOut();
    dongle.replace();
    office.awaitText("master-help", "旧令牌丢失或损坏");
    int epoch = activeEpoch();
    office.click("restore-keys");
    office.the("typed-part");
    enter(swapped(parts.get(2)));
    office.awaitText("part-fault", "有输入错误");
    enter(parts.get(2).substring(1));
    office.awaitText("part-fault", "现在 71 位");
    enter(parts.get(2));
    office.awaitText("entered-part", "第 3 份");
    assertThat(office.text()).doesNotContain(parts.get(2).substring(0, 6));
    enter(parts.get(2));
    office.awaitText("part-fault", "第 3 份已经输入过");
    tour.look("console-key-restore");
    enter(parts.getFirst());
    agree(office, SECOND, SECRET);
    office.awaitText("密钥已找回");
    office.awaitText("master-state", "可用");
    assertThat(activeEpoch()).isEqualTo(epoch);

    Waiting.until(
        "the window to go on",
        () -> other.shows("issuing-stopped") ? Optional.empty() : Optional.of(1));
    new WindowPage(other).sell("a", "");
  }

  private static void nothingOfAPartIsKept(List<String> parts) throws IOException {
    String kept =
        office.address()
            + office.run("return JSON.stringify([{...localStorage}, {...sessionStorage}]);")
            + Files.readString(park.server().log());
    for (String part : parts) {
      for (int group = 0; group < 12; group++) {
        // The first group holds only the version, the number and how many are needed.
        assertThat(kept).doesNotContain(part.substring(group * 6, group * 6 + 6));
      }
    }
  }

  /** As a scanner or a person does: into the field that has the focus, with Enter at the end. */
  private static void enter(String part) {
    office.the("typed-part").sendKeys(Keys.chord(Keys.CONTROL, "a"), part, Keys.ENTER);
  }

  /** With the first letter changed. */
  private static String swapped(String part) {
    return (part.startsWith("A") ? "B" : "A") + part.substring(1);
  }

  private static void agree(Browser browser, String approver, String secret) {
    agree(browser, park.password(), approver, secret);
  }

  /** Fills in why, both proofs, and presses the button. */
  private static void agree(Browser browser, String own, String approver, String secret) {
    browser.fill("reason", "年度演练");
    browser.fill("own-secret", own);
    browser.fill("approver", approver);
    browser.fill("approver-secret", secret);
    browser.click("form-submit");
  }

  private static int activeEpoch() {
    return office
        .fetch("/api/ticketing/keys")
        .valueStream()
        .filter(key -> key.path("state").asString().equals("ACTIVE"))
        .mapToInt(key -> key.path("epoch").asInt())
        .findFirst()
        .orElseThrow();
  }

  private static void openKeys(Browser browser) {
    browser.open(park.server().address() + "/console/#/keys");
    browser.awaitText("master-state", "");
  }

  private static void hireASecondKeyHolder() {
    String role =
        park.backOffice()
            .get("/api/identity/roles")
            .orThrow("roles")
            .valueStream()
            .filter(one -> one.path("nameEn").asString().equals("Administrator"))
            .map(one -> one.path("roleId").asString())
            .findFirst()
            .orElseThrow();
    park.backOffice()
        .post(
            "/api/identity/operators",
            Map.of(
                "operatorId",
                UUID.randomUUID(),
                "signInName",
                SECOND,
                "name",
                "何明",
                "roleIds",
                List.of(role),
                "password",
                FIRST_SECRET))
        .orThrow("hire");
  }
}
