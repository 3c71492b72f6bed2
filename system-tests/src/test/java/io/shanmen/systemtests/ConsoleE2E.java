package io.shanmen.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.simulators.demo.DemoPark;
import io.shanmen.systemtests.keys.SecondAdministrator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.JsonNode;

/** What the back office changes by clicking is there when its page is opened again. */
@ExtendWith(SharedPark.class)
class ConsoleE2E {

  private static final Path FOLDER = Path.of("target/console-e2e").toAbsolutePath();
  private static final Path PICTURES = Path.of("target/pictures").toAbsolutePath();

  /** Somebody else than the administrator who may manage keys. */
  private static final String SECOND = "keykeeper";

  private static final String SECRET = "second-pair-of-eyes";

  private static DemoPark park;
  private static Browser browser;
  private static Tour tour;

  @BeforeAll
  static void signIn(DemoPark shared) throws IOException {
    park = shared;
    SecondAdministrator.hire(park.backOffice(), SECOND, SECRET);
    browser = Browser.start(FOLDER.resolve("browser"), Tour.USUAL_WIDTH, Tour.USUAL_HEIGHT);
    String address = park.server().address().toString();
    tour = new Tour(browser, address, PICTURES);
    new FrontDoor(browser, address).askForApproval("后台").signIn("admin", park.password());
    tour.forgetComplaints();
  }

  @AfterAll
  static void leave() {
    if (browser != null) {
      browser.picture(PICTURES.resolve("last-console.png"));
      browser.close();
    }
  }

  @Test
  void theRulesOfAdmissionAreSaved() throws Exception {
    open("rules");
    browser.fill("instant-capacity", "51234");
    browser.fill("reentries", "3");
    field("出园后多久内（分钟）").sendKeys(Keys.chord(Keys.CONTROL, "a"), "45", Keys.TAB);
    assertThat(value(field("最晚再入园"))).as("passing by sets no time").isEmpty();
    browser.click("save-rules");
    browser.awaitText("入园规则已保存");

    open("rules");
    assertThat(value(browser.find(By.cssSelector("[data-test='instant-capacity'] input"))))
        .isEqualTo("51234");
    assertThat(value(field("出园后多久内（分钟）"))).isEqualTo("45");
    tour.look("console-rules-saved");
    browser.fill("instant-capacity", "0");
    browser.fill("reentries", "0");
    browser.click("save-rules");
    browser.awaitText("入园规则已保存");
    assertThat(tour.takeFaults()).isEmpty();
  }

  @Test
  void theTermsOfATicketTypeAreSaved() throws Exception {
    open("types?edit=new");
    browser.awaitText("请填中文和英文名称");
    assertThat(browser.the("publish").isEnabled()).isFalse();
    browser.fill("type-name-zh", "两日套票");
    browser.fill("type-name-en", "Two-day pass");
    choose("多人一票");
    choose("售出后若干天");
    field("天数").sendKeys(Keys.chord(Keys.CONTROL, "a"), "30", Keys.TAB);
    choose("首次使用起");
    choose("限定使用天数");
    field("每人可入园次数").sendKeys(Keys.chord(Keys.CONTROL, "a"), "6", Keys.TAB);
    field("每人每天次数").sendKeys(Keys.chord(Keys.CONTROL, "a"), "2", Keys.TAB);
    choose("每个检票点各计");
    browser.fill("route-any-of", "2");
    browser.fill("price-1", "260");
    choose("周一");
    tour.look("console-type-filled");
    browser.click("save-draft");
    browser.awaitText("草稿已保存");

    JsonNode terms = draftOf("两日套票").path("draft");
    JsonNode admission = terms.path("admission");
    assertThat(admission.at("/people/least").asInt()).isEqualTo(4);
    assertThat(admission.at("/validity/span/basis").asString()).isEqualTo("FROM_SALE");
    assertThat(admission.at("/validity/span/days").asInt()).isEqualTo(30);
    assertThat(admission.at("/validity/activation/start").asString()).isEqualTo("FIRST_USE");
    assertThat(admission.at("/validity/quota/useDays").asInt()).isEqualTo(2);
    assertThat(admission.at("/validity/dayRule/weekdays")).hasSize(6);
    assertThat(admission.at("/uses/total").asInt()).isEqualTo(6);
    assertThat(admission.at("/uses/perDay").asInt()).isEqualTo(2);
    assertThat(admission.at("/uses/counting").asString()).isEqualTo("EACH");
    assertThat(admission.at("/route/anyOf").asInt()).isEqualTo(2);
    assertThat(terms.at("/prices/0/amountMinor").asInt()).isEqualTo(260_00);

    open("types?edit=" + draftOf("两日套票").path("productId").asString());
    assertThat(value(field("天数"))).isEqualTo("30");
    assertThat(value(field("每人可入园次数"))).isEqualTo("6");
    tour.look("console-type-again");
    assertThat(tour.takeFaults()).isEmpty();
  }

  @Test
  void twoPeopleRenewAndRevokeKeys() throws Exception {
    int before = newestKey();
    open("keys");
    browser.awaitText("master-state", "");
    browser.click("renew-key");
    choose("国密 SM4-GCM · SM2 · SM3");
    agree("admin", park.password());
    browser.awaitText("form-problem", "请由其他人");
    tour.forgetComplaints();
    tour.look("console-keys-own-approval");
    agree(SECOND, "not the password");
    browser.awaitText("form-problem", "不正确");
    agree(SECOND, SECRET);
    browser.awaitText("已更新");
    int national = newestKey();
    assertThat(national).isEqualTo(before + 1);
    tour.forgetComplaints();

    open("keys");
    assertThat(rowOf(national).getText()).contains("国密", "使用中");
    browser.click("renew-key");
    choose("国际 AES-GCM · Ed25519");
    agree(SECOND, SECRET);
    browser.awaitText("已更新");

    open("keys");
    rowOf(national).findElement(By.cssSelector("[data-test='revoke-key']")).click();
    browser.awaitText("立刻被所有闸机拒绝");
    field("请输入“" + national + "”确认").sendKeys("0");
    assertThat(browser.the("form-submit").isEnabled()).isFalse();
    field("请输入“" + national + "”确认")
        .sendKeys(Keys.chord(Keys.CONTROL, "a"), String.valueOf(national));
    agree(SECOND, SECRET);
    browser.awaitText("已吊销");
    open("keys");
    assertThat(rowOf(national).getText()).contains("已吊销");
    tour.look("console-keys-revoked");
    assertThat(tour.takeFaults()).isEmpty();
  }

  @Test
  void theHealthPageIsWhole() throws Exception {
    tour.visit("console-health", "/console/#/health");
    assertThat(tour.takeFaults()).isEmpty();
  }

  /** Fills in why, both proofs, and presses the button. */
  private static void agree(String approver, String secret) {
    for (Map.Entry<String, String> one :
        List.of(
            Map.entry("原因", "季度更换"),
            Map.entry("您的 PIN 或密码", park.password()),
            Map.entry("第二人的登录名", approver),
            Map.entry("第二人的 PIN 或密码", secret))) {
      field(one.getKey()).sendKeys(Keys.chord(Keys.CONTROL, "a"), one.getValue());
    }
    browser.click("form-submit");
  }

  private static int newestKey() {
    return browser
        .fetch("/api/ticketing/keys")
        .valueStream()
        .mapToInt(key -> key.path("epoch").asInt())
        .max()
        .orElseThrow();
  }

  private static WebElement rowOf(int epoch) {
    return browser.find(By.xpath("//tr[@data-test='code-key'][td[1]='%d']".formatted(epoch)));
  }

  private static JsonNode draftOf(String name) {
    return browser
        .fetch("/api/catalog/products")
        .valueStream()
        .filter(product -> product.at("/draft/names/zh").asString("").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void open(String page) {
    browser.open("about:blank");
    browser.open(park.server().address() + "/console/#/" + page);
  }

  /** Presses the radio button or check box with these words. */
  private static void choose(String words) {
    browser
        .find(
            By.xpath(
                "//label[contains(@class, 'el-radio') or contains(@class, 'el-checkbox')]"
                    + "[normalize-space()='%s']".formatted(words)))
        .click();
  }

  /** The input under this label. */
  private static WebElement field(String label) {
    return browser.find(
        By.xpath(
            "//*[contains(@class, 'field')][span[@class='label'][normalize-space()='%s']]//input"
                .formatted(label)));
  }

  private static String value(WebElement input) {
    return String.valueOf(input.getDomProperty("value"));
  }
}
