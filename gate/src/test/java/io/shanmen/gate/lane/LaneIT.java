package io.shanmen.gate.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.gate.Mode;
import io.shanmen.gate.display.Screen;
import io.shanmen.gate.park.TestPark;
import io.shanmen.kernel.admission.Reason;
import io.shanmen.kernel.admission.TicketState;
import io.shanmen.kernel.ticketcode.TicketRef;
import io.shanmen.kernel.validity.Validity;
import io.shanmen.simulators.turnstile.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A lane from the scanner to the flaps, asking the server and alone. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class LaneIT {
  @TempDir Path folder;
  private LaneFixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new LaneFixture(folder);
    fixture.ready();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void online() {
    fixture.steps.until("online", () -> fixture.lane.mode() == Mode.ONLINE);
  }

  private void alone() {
    fixture.park.goAway();
    fixture.steps.until("offline", () -> fixture.lane.mode() == Mode.OFFLINE);
  }

  private void walkBy(int delayMillis) {
    fixture.turnstileDevice.obey("walk " + delayMillis);
  }

  private void uploaded() {
    fixture.steps.until(
        "journal uploaded",
        () -> fixture.list.acknowledged(fixture.journal.id()) == fixture.journal.lastSeq());
  }

  private Screen.Refuse refusal() {
    fixture.steps.until("refused", () -> fixture.screen() instanceof Screen.Refuse);
    return (Screen.Refuse) fixture.screen();
  }

  @Test
  void theServerAdmitsAndTheCounterConfirms() {
    TicketRef ticket = fixture.park.sell(1);
    online();
    walkBy(200);
    fixture.scanner.scan(fixture.park.qr(ticket));
    fixture.steps.until("admitted", () -> fixture.screen() instanceof Screen.Admit);
    fixture.steps.until("confirmed", () -> fixture.park.passed(ticket) == 1);
    fixture.steps.until("arrow", fixture::isIdle);
    uploaded();
    assertThat(fixture.park.journal("ADMITTED").getFirst().path("decidedBy").asString())
        .isEqualTo("SERVER");
    assertThat(fixture.park.journal("PASSED")).hasSize(1);
    assertThat(fixture.park.journal("CLOSED").getFirst().path("cause").asString())
        .isEqualTo("ALL_PASSED");
    assertThat(fixture.park.reserved(ticket)).isZero();
  }

  @Test
  void aSecondPassIsRefusedWithTimeAndGate() {
    TicketRef ticket = fixture.park.sell(1);
    online();
    walkBy(100);
    fixture.scanner.scan(fixture.park.qr(ticket));
    fixture.steps.until("through", () -> fixture.park.passed(ticket) == 1);
    fixture.steps.until("arrow", fixture::isIdle);
    // Another code of the same ticket, so that it is not the same showing.
    fixture.scanner.scan(fixture.park.qr(ticket));
    Screen.Refuse refusal = refusal();
    assertThat(refusal.reason()).isEqualTo(Reason.ALREADY_USED);
    assertThat(refusal.usedAt()).matches("\\d\\d:\\d\\d");
    assertThat(refusal.usedAtGate()).isEqualTo(TestPark.GATE_NO);
  }

  @Test
  void theSameCodeWithinFiveSecondsGetsTheSameAnswerAndUsesNothing() {
    TicketRef ticket = fixture.park.sell(1);
    alone();
    walkBy(100);
    String code = fixture.park.qr(ticket);
    fixture.scanner.scan(code);
    fixture.steps.until("through", () -> fixture.turnstile.view().entered() == 1);
    fixture.scanner.scan(code);
    fixture.steps.during(Duration.ofMillis(700));
    assertThat(fixture.screen()).isNotInstanceOf(Screen.Refuse.class);
    assertThat(fixture.turnstile.view().entered()).isEqualTo(1);
  }

  @Test
  void aloneTheGateDecidesATicketSoldBefore() {
    TicketRef ticket = fixture.park.sell(1);
    fixture.steps.until("ticket known", () -> fixture.list.ticket(ticket.number()).isPresent());
    alone();
    walkBy(100);
    fixture.scanner.scan(fixture.park.digits(ticket));
    fixture.steps.until("through", () -> fixture.turnstile.view().entered() == 1);
    fixture.steps.until("arrow", fixture::isIdle);
    fixture.scanner.scan(fixture.park.qr(ticket));
    assertThat(refusal().reason()).isEqualTo(Reason.ALREADY_USED);

    fixture.park.comeBack();
    online();
    uploaded();
    assertThat(fixture.park.journal("ADMITTED").getFirst().path("decidedBy").asString())
        .isEqualTo("GATE");
    assertThat(fixture.park.journal("ADMITTED").getFirst().path("medium").asString())
        .isEqualTo("DIGITS");
    assertThat(fixture.park.journal("PASSED")).hasSize(1);
    assertThat(fixture.park.journal("MODE")).isNotEmpty();
  }

  @Test
  void aloneASignedCodeThatNoListKnowsCountsOnce() {
    fixture.park.settings(6_000, 300);
    fixture.steps.until(
        "settings", () -> fixture.list.facts().settings().times().sameReader() == 300);
    alone();
    walkBy(100);
    String code = fixture.park.qrOfUnlisted(1);
    fixture.scanner.scan(code);
    fixture.steps.until("through", () -> fixture.turnstile.view().entered() == 1);
    fixture.steps.until("arrow", fixture::isIdle);
    fixture.steps.during(Duration.ofMillis(300));
    fixture.scanner.scan(code);
    assertThat(refusal().reason()).isEqualTo(Reason.ALREADY_USED);
  }

  @Test
  void aFamilyTicketOpensForAllAndCountsThem() {
    TicketRef ticket = fixture.park.sell(4);
    online();
    walkBy(50);
    fixture.scanner.scan(fixture.park.qr(ticket));
    fixture.steps.until("four through", () -> fixture.park.passed(ticket) == 4);
    assertThat(fixture.turnstileDevice.counted(1, Side.LEFT)).isEqualTo(4);
  }

  @Test
  void whoDoesNotComeIsReleasedAndMayComeAgain() {
    fixture.park.settings(1_200);
    TicketRef ticket = fixture.park.sell(3);
    online();
    fixture.steps.until(
        "settings", () -> fixture.list.facts().settings().times().passageTimeout() == 1_200);
    fixture.scanner.scan(fixture.park.qr(ticket));
    fixture.steps.until(
        "open", () -> fixture.turnstileDevice.obey("status").contains("gate=LEFT_OPEN"));
    fixture.turnstileDevice.obey("pass");
    fixture.steps.until("one through", () -> fixture.park.passed(ticket) == 1);
    fixture.steps.until("two released", () -> fixture.park.reserved(ticket) == 0);
    fixture.steps.until("arrow", fixture::isIdle);
    uploaded();
    assertThat(fixture.park.journal("CLOSED").getFirst().path("released").asInt()).isEqualTo(2);
    assertThat(fixture.turnstileDevice.obey("status")).contains("leftPermits=0");

    walkBy(50);
    fixture.scanner.scan(fixture.park.qr(ticket));
    fixture.steps.until("the other two", () -> fixture.park.passed(ticket) == 3);
  }

  @Test
  void anAnswerThatComesTooLateIsReplacedByTheGatesOwn() {
    TicketRef ticket = fixture.park.sell(1);
    fixture.steps.until("ticket known", () -> fixture.list.ticket(ticket.number()).isPresent());
    online();
    fixture.park.authoriseDelay(Duration.ofMillis(1_800));
    walkBy(100);
    fixture.scanner.scan(fixture.park.qr(ticket));
    long start = System.nanoTime();
    fixture.steps.until("admitted", () -> fixture.screen() instanceof Screen.Admit);
    assertThat(System.nanoTime() - start).isLessThan(1_800_000_000L);
    fixture.steps.until("through", () -> fixture.turnstile.view().entered() == 1);
    fixture.steps.during(Duration.ofMillis(1_000));
    // The cancelled question has reserved nothing that stays.
    assertThat(fixture.park.reserved(ticket)).isZero();
    uploaded();
    assertThat(fixture.park.journal("ADMITTED").getFirst().path("decidedBy").asString())
        .isEqualTo("GATE");
  }

  @Test
  void threeMissesEndOnlineAndFiveHeartbeatsBeginIt() {
    online();
    fixture.park.goAway();
    fixture.steps.until("offline", () -> fixture.lane.mode() == Mode.OFFLINE);
    fixture.park.comeBack();
    long beats = fixture.park.calls("/api/gate/heartbeat");
    online();
    assertThat(fixture.park.calls("/api/gate/heartbeat") - beats).isGreaterThanOrEqualTo(5);
  }

  @Test
  void aForeignCodeNeverReachesTheServer() {
    online();
    fixture.scanner.scan("https://example.com/coupon");
    assertThat(refusal().reason()).isEqualTo(Reason.FOREIGN_CODE);
    assertThat(fixture.park.calls("/api/gate/authorise")).isZero();
  }

  @Test
  void anAlteredCodeNeverReachesTheServer() {
    online();
    String code = fixture.park.qr(fixture.park.sell(1));
    char last = code.charAt(code.length() - 4);
    String altered =
        code.substring(0, code.length() - 4)
            + (last == '0' ? '1' : '0')
            + code.substring(code.length() - 3);
    fixture.scanner.scan(altered);
    assertThat(refusal().reason().step()).isEqualTo(Reason.Step.CODE);
    assertThat(fixture.park.calls("/api/gate/authorise")).isZero();
  }

  @Test
  void aTicketWhoseRefundIsAskedForIsRefusedAlsoAlone() {
    TicketRef ticket = fixture.park.sell(1);
    fixture.park.state(ticket, TicketState.LOCKED);
    fixture.steps.until(
        "known",
        () ->
            fixture
                .list
                .ticket(ticket.number())
                .filter(listed -> listed.state() == TicketState.LOCKED)
                .isPresent());
    alone();
    fixture.scanner.scan(fixture.park.qr(ticket));
    assertThat(refusal().reason()).isEqualTo(Reason.REFUND_PENDING);
  }

  @Test
  void aRevokedKeyIsRefused() {
    TicketRef ticket = fixture.park.sell(1);
    String code = fixture.park.qr(ticket);
    fixture.park.revokeKey();
    TicketRef marker = fixture.park.sell(1);
    fixture.steps.until("fed", () -> fixture.list.ticket(marker.number()).isPresent());
    fixture.scanner.scan(code);
    assertThat(refusal().reason()).isEqualTo(Reason.KEY_REVOKED);
  }

  @Test
  void aTicketForAnotherDayIsRefused() {
    TicketRef ticket = fixture.park.sell(1, Validity.onDay(TestPark.today().plusDays(1)));
    online();
    fixture.scanner.scan(fixture.park.qr(ticket));
    assertThat(refusal().reason()).isEqualTo(Reason.NOT_YET_VALID);
  }

  @Test
  void twoVisitorsInARowBothPassInTheirTurn() {
    TicketRef first = fixture.park.sell(1);
    TicketRef second = fixture.park.sell(1);
    online();
    walkBy(300);
    fixture.scanner.scan(fixture.park.qr(first));
    fixture.steps.until("first admitted", () -> fixture.screen() instanceof Screen.Admit);
    fixture.scanner.scan(fixture.park.qr(second));
    fixture.steps.until("first through", () -> fixture.park.passed(first) == 1);
    fixture.steps.until("second through", () -> fixture.park.passed(second) == 1);
    uploaded();
    assertThat(fixture.park.journal("PASSED")).hasSize(2);
    assertThat(fixture.park.journal("UNTICKETED_PASSED")).isEmpty();
  }

  @Test
  void aFaultyBoardServesNobodyAndSaysSo() {
    online();
    fixture.turnstileDevice.obey("fault 3");
    fixture.steps.until("out of order", () -> fixture.screen() instanceof Screen.Notice);
    TicketRef ticket = fixture.park.sell(1);
    fixture.scanner.scan(fixture.park.qr(ticket));
    fixture.steps.during(Duration.ofMillis(2_500));
    assertThat(fixture.park.calls("/api/gate/authorise")).isZero();
    fixture.turnstileDevice.obey("fault off");
    fixture.steps.until("arrow", fixture::isIdle);
    uploaded();
    assertThat(fixture.park.journal("FAULT").getFirst().path("text").asString())
        .isEqualTo("board: fault 3");
  }

  @Test
  void inAnEmergencyTheGateStandsOpenAndCounts() {
    online();
    fixture.park.orderEmergency(true);
    fixture.steps.until(
        "open", () -> fixture.turnstileDevice.obey("status").contains("gate=RIGHT_OPEN"));
    fixture.turnstileDevice.obey("pass right");
    fixture.steps.until("counted", () -> fixture.turnstile.view().exited() == 1);
    fixture.park.orderEmergency(false);
    fixture.steps.until("arrow", fixture::isIdle);
    uploaded();
    assertThat(fixture.park.journal("UNTICKETED_PASSED")).hasSize(1);
    fixture.steps.until(
        "closed", () -> fixture.turnstileDevice.obey("status").contains("gate=CLOSED"));
  }

  @Test
  void staffMayLetPeopleThroughFromTheConsole() {
    online();
    walkBy(50);
    fixture.park.orderOpen(2);
    fixture.steps.until("two through", () -> fixture.turnstile.view().entered() == 2);
    fixture.steps.until("arrow", fixture::isIdle);
    uploaded();
    assertThat(fixture.park.journal("MANUAL_PASSED")).hasSize(2);
    fixture.steps.during(Duration.ofMillis(800));
    assertThat(fixture.turnstile.view().entered()).isEqualTo(2);
  }

  @Test
  void aRevokedGateStopsAdmitting() {
    online();
    fixture.park.revoke(true);
    fixture.steps.until(
        "out of use",
        () ->
            fixture.screen() instanceof Screen.Notice notice
                && notice.kind() == Screen.Notice.Kind.REVOKED);
  }

  @Test
  void aRefusedChainBeginsANewJournalAndWorkGoesOn() {
    online();
    uploaded();
    fixture.park.refuseChainOnce();
    fixture.scanner.scan("https://example.com/");
    refusal();
    fixture.steps.until(
        "new journal",
        () ->
            fixture.park.journal().stream().map(TestPark.Uploaded::journalId).distinct().count()
                == 2);
    uploaded();
  }

  @Test
  void aServerRestoredFromLongAgoGetsWhatTheGateStillHas() {
    online();
    fixture.scanner.scan("https://example.com/");
    refusal();
    uploaded();
    fixture.journal.prune(fixture.journal.lastSeq(), Instant.now().plus(Duration.ofDays(41)));
    fixture.park.forgetJournals();
    fixture.steps.until("arrow", fixture::isIdle);
    fixture.scanner.scan("https://example.com/coupon");
    refusal();
    fixture.steps.until("told", () -> fixture.park.journal("REFUSED").size() == 2);
    uploaded();
    assertThat(fixture.park.journal("FAULT").getFirst().path("text").asString())
        .contains("no longer kept");
  }

  @Test
  void onABadLineAVisitorStillPassesAndIsCountedOnce() {
    TicketRef ticket = fixture.park.sell(1);
    online();
    fixture.turnstileDevice.obey("noise 5%");
    walkBy(100);
    fixture.scanner.scan(fixture.park.qr(ticket));
    fixture.steps.until("through", () -> fixture.park.passed(ticket) == 1);
    fixture.steps.until("arrow", fixture::isIdle);
    uploaded();
    assertThat(fixture.park.journal("PASSED")).hasSize(1);
    assertThat(fixture.turnstileDevice.counted(1, Side.LEFT)).isEqualTo(1);
  }

  @Test
  void theScannersCableMayBePulledAndPutBack() {
    online();
    fixture.scanner.obey("unplug");
    fixture.steps.until("fault", () -> fixture.park.journal("FAULT").size() == 1);
    fixture.scanner.obey("replug");
    fixture.steps.until("ok again", () -> fixture.park.journal("FAULT").size() == 2);
    TicketRef ticket = fixture.park.sell(1);
    walkBy(50);
    fixture.scanner.scan(fixture.park.qr(ticket));
    fixture.steps.until("through", () -> fixture.park.passed(ticket) == 1);
  }
}
