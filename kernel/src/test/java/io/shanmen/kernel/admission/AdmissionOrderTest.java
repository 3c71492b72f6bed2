package io.shanmen.kernel.admission;

import static io.shanmen.kernel.admission.Scene.day;
import static io.shanmen.kernel.admission.Scene.days;
import static io.shanmen.kernel.admission.Scene.ordinary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shanmen.kernel.admission.TicketFacts.Unlisted;
import io.shanmen.kernel.ticketcode.CodeOption;
import io.shanmen.kernel.ticketcode.CodeReading;
import io.shanmen.kernel.ticketcode.CodeReading.Fault;
import io.shanmen.kernel.ticketcode.CodeReading.LineRead;
import io.shanmen.kernel.ticketcode.CodeReading.Read;
import io.shanmen.kernel.ticketcode.CodeReading.Unreadable;
import io.shanmen.kernel.ticketcode.TicketRef;
import io.shanmen.kernel.validity.CheckpointSet;
import io.shanmen.kernel.validity.DayRule;
import io.shanmen.kernel.validity.Route;
import io.shanmen.kernel.validity.SlotWindow;
import io.shanmen.kernel.validity.Uses;
import io.shanmen.kernel.validity.Validity;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The checks come in one order, whatever else is wrong. */
class AdmissionOrderTest {

  private static final Place GATE = new Place(1, 1);

  /** One thing wrong for each step, in the order of the steps, and the reason that it gives. */
  private record Wrong(Reason reason, UnaryOperator<Scene> with) {}

  private static final List<Wrong> ALL_WRONG =
      List.of(
          new Wrong(Reason.CODE_REPLACED, AdmissionOrderTest::withNewerPrint),
          new Wrong(Reason.FROZEN, scene -> scene.state(TicketState.FROZEN)),
          new Wrong(
              Reason.EXPIRED, scene -> scene.valid(expired(scene.ticket().claims().validity()))),
          new Wrong(
              Reason.NOT_ON_THIS_DAY,
              scene -> scene.valid(onMondays(scene.ticket().claims().validity()))),
          new Wrong(
              Reason.TOO_LATE,
              scene ->
                  scene.valid(
                      scene.ticket().claims().validity().withSlot(SlotWindow.of(540, 600)))),
          new Wrong(Reason.WRONG_GATE, scene -> scene.route(Route.free(CheckpointSet.of(9)))),
          new Wrong(
              Reason.NO_USES_LEFT,
              scene ->
                  scene
                      .uses(new Uses(2, 0, 60, Uses.Counting.TOGETHER))
                      .past("first 11-22T11:00, first 11-22T11:58")),
          new Wrong(
              Reason.TOO_SOON,
              scene ->
                  scene.uses(new Uses(3, 0, 60, Uses.Counting.TOGETHER)).past("first 11-22T11:58")),
          new Wrong(Reason.PARK_FULL, Scene::full),
          new Wrong(
              Reason.PROOF_FAILED,
              scene -> scene.options(CodeOption.PROVE_BY_PIN).proof(new ProofResult.Failed())));

  /** The mistakes are laid on from the last step to the first: each new one takes over. */
  @Test
  void theFirstStepThatFailsGivesTheReasonWhateverFailsAfterIt() {
    Scene scene = ordinary();
    assertThat(scene.at("11-22T12:00")).isEqualTo("FIRST 1");
    List<Wrong> lastFirst = new ArrayList<>(ALL_WRONG).reversed();
    for (Wrong wrong : lastFirst) {
      scene = wrong.with().apply(scene);
      assertThat(scene.at("11-22T12:00")).isEqualTo(wrong.reason().name());
    }
    assertThat(ALL_WRONG)
        .extracting(wrong -> wrong.reason().step())
        .as("one for each step, in their order")
        .containsExactly(Reason.Step.values());
  }

  @ParameterizedTest
  @EnumSource
  void anUnreadableCodeIsRefusedForItsFault(Fault fault) {
    assertThat(ordinary().shows(new Unreadable(fault)).at("11-22T12:00")).isEqualTo(fault.name());
    assertThat(ordinary().shows(new Unreadable(fault)).leaving().at("11-22T12:00"))
        .isEqualTo(fault.name());
  }

  @ParameterizedTest
  @CsvSource({
    "CREATED,        UNPAID",
    "PAID,           FIRST 1",
    "ISSUED,         FIRST 1",
    "ACTIVATED,      FIRST 1",
    "PARTIALLY_USED, FIRST 1",
    "USED,           FIRST 1", // the count decides, not the label
    "LOCKED,         REFUND_PENDING",
    "LOST,           LOST",
    "FROZEN,         FROZEN",
    "BLACKLISTED,    BLACKLISTED",
    "REFUNDED,       REFUNDED",
    "VOID,           VOID",
    "EXPIRED,        EXPIRED",
    "REPLACED,       CODE_REPLACED",
  })
  void eachStateHasItsReason(TicketState state, String result) {
    assertThat(ordinary().state(state).at("11-22T12:00")).isEqualTo(result);
  }

  @Test
  void anImplausibleClockDecidesNoDates() {
    assertThat(ordinary().clockImplausible().at("11-22T12:00")).isEqualTo("CLOCK_NOT_TRUSTED");
    assertThat(ordinary().clockImplausible().state(TicketState.REFUNDED).at("11-22T12:00"))
        .isEqualTo("REFUNDED");
    assertThat(ordinary().clockImplausible().leaving().at("11-22T12:00")).isEqualTo("EXIT 1");
  }

  @Test
  void aSignedCodeIsGoodWhereTheListMayBeIncompleteAndOnlyThere() {
    Presentation qr = ordinary().shown();
    assertThat(decide(qr, new Unlisted(false))).isEqualTo("FIRST 1");
    assertThat(decide(qr, new Unlisted(true))).isEqualTo("UNKNOWN_TICKET");
  }

  @Test
  void aBarCodeIsGoodOnlyWhereItsTicketIsKnown() {
    Scene scene = ordinary().shows(new LineRead(42, 3, Scene.KEY));
    assertThat(scene.at("11-22T12:00")).isEqualTo("FIRST 1");
    assertThat(decide(scene.shown(), new Unlisted(false))).isEqualTo("UNKNOWN_TICKET");
    assertThat(decide(scene.shown(), new Unlisted(true))).isEqualTo("UNKNOWN_TICKET");
  }

  @ParameterizedTest
  @CsvSource({"2, CODE_REPLACED", "3, FIRST 1", "4, FIRST 1"})
  void theCodeOfAnOlderPrintIsReplacedAndOneNewerThanTheListIsGood(int version, String result) {
    Scene scene = ordinary();
    CodeReading print =
        new Read(scene.ticket().claims().withTicket(new TicketRef(42, version)), Scene.KEY);
    assertThat(scene.shows(print).at("11-22T12:00")).isEqualTo(result);
  }

  @Test
  void ofABarCodeOnlyTheLastDigitOfTheVersionIsCompared() {
    Scene scene = ordinary();
    assertThat(scene.shows(new LineRead(42, 2, Scene.KEY)).at("11-22T12:00"))
        .isEqualTo("CODE_REPLACED");
  }

  @Test
  void whatTheListSaysOfATicketCountsAndNotItsOldPrint() {
    Scene scene = ordinary();
    CodeReading printed = scene.shown().reading();
    Scene extended = scene.valid(Validity.within(days("11-01", "12-31"))).shows(printed);
    assertThat(extended.at("12-15T12:00")).isEqualTo("FIRST 1");
  }

  @Test
  void factsOfAnotherTicketAreABug() {
    CodeReading other =
        new Read(ordinary().ticket().claims().withTicket(new TicketRef(43, 1)), Scene.KEY);
    assertThatThrownBy(() -> ordinary().shows(other).at("11-22T12:00"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ordinary().shows(new LineRead(43, 3, Scene.KEY)).at("11-22T12:00"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRefusalForUseTellsTimeAndGate() {
    Decision decision = ordinary().past("first 11-22T10:32").decide("11-22T12:00", 1);
    Decision.Refuse refuse = (Decision.Refuse) decision;
    assertThat(refuse.reason()).isEqualTo(Reason.ALREADY_USED);
    assertThat(refuse.lastUse())
        .satisfies(
            use -> {
              assertThat(use).isNotNull();
              assertThat(use.at()).isEqualTo(Scene.time("11-22T10:32"));
              assertThat(use.place().gateNo()).isEqualTo(2);
            });
  }

  @Test
  void onlyRefusalsForUseTellOfTheLastUse() {
    Scene used =
        ordinary().uses(new Uses(3, 0, 60, Uses.Counting.TOGETHER)).past("first 11-22T11:58");
    Decision.Refuse tooSoon = (Decision.Refuse) used.decide("11-22T12:00", 1);
    Decision.Refuse frozen =
        (Decision.Refuse) used.state(TicketState.FROZEN).decide("11-22T12:00", 1);
    assertThat(tooSoon.lastUse()).isNotNull();
    assertThat(frozen.lastUse()).isNull();
  }

  @Test
  void aRefusedReentryTellsOfTheLastPassage() {
    Scene left = ordinary().past("first 11-22T10:00, exit 11-22T11:00");
    Decision.Refuse refuse = (Decision.Refuse) left.decide("11-22T12:00", 1);
    assertThat(refuse.reason()).isEqualTo(Reason.REENTRY_NOT_ALLOWED);
    assertThat(refuse.lastUse()).isNotNull().extracting(Passage::kind).isEqualTo(PassageKind.EXIT);
  }

  @Test
  void aUseThatIsBeingTakenAtAnotherGateCountsAlready() {
    Decision.Refuse refuse =
        (Decision.Refuse) ordinary().past("held 11-22T11:59:50").decide("11-22T12:00", 1);
    assertThat(refuse.reason()).isEqualTo(Reason.ALREADY_USED);
    assertThat(refuse.lastUse()).isNotNull();
  }

  @Test
  void theSameFactsAlwaysGiveTheSameDecision() {
    Scene scene = ordinary().heads(4).past("first 11-22T10:00 x2, held 11-22T11:59");
    assertThat(scene.decide("11-22T12:00", 1)).isEqualTo(scene.decide("11-22T12:00", 1));
  }

  @Test
  void aProofIsAskedForBeforeAnybodyIsAdmitted() {
    Scene scene = ordinary().options(CodeOption.PROVE_BY_PIN, CodeOption.PROVE_BY_DOCUMENT);
    String asked = "PROOF [DOCUMENT, PIN]";
    assertThat(scene.at("11-22T12:00")).isEqualTo(asked);
    assertThat(scene.proof(new ProofResult.Passed(Proof.PIN)).at("11-22T12:00"))
        .isEqualTo("FIRST 1");
    assertThat(scene.proof(new ProofResult.Passed(Proof.DOCUMENT)).at("11-22T12:00"))
        .isEqualTo("FIRST 1");
    assertThat(scene.proof(new ProofResult.Passed(Proof.PHOTO)).at("11-22T12:00"))
        .as("a proof that was not asked for")
        .isEqualTo(asked);
    assertThat(scene.proof(new ProofResult.Failed()).at("11-22T12:00")).isEqualTo("PROOF_FAILED");
    assertThat(scene.proof(new ProofResult.Unavailable()).at("11-22T12:00"))
        .isEqualTo("PROOF_UNAVAILABLE");
  }

  @Test
  void eachFlagOfACodeAsksForItsOwnProof() {
    for (CodeOption option : EnumSet.complementOf(EnumSet.of(CodeOption.DYNAMIC))) {
      String proof = option.name().substring("PROVE_BY_".length());
      assertThat(ordinary().options(option).at("11-22T12:00")).isEqualTo("PROOF [" + proof + "]");
    }
    assertThat(Arrays.stream(CodeOption.values()).filter(o -> o.name().startsWith("PROVE_BY_")))
        .hasSameSizeAs(Proof.values());
  }

  private static Scene withNewerPrint(Scene scene) {
    return new Scene(
        scene.ticket().withClaims(scene.ticket().claims().withTicket(new TicketRef(42, 4))),
        scene.park(),
        scene.shown());
  }

  private static Validity expired(Validity validity) {
    return new Validity(
        days("10-01", "10-31"),
        validity.dayRule(),
        validity.slot(),
        validity.activation(),
        validity.quota());
  }

  private static Validity onMondays(Validity validity) {
    return validity.withDayRule(new DayRule(EnumSet.of(DayOfWeek.MONDAY), false, false, false));
  }

  private static String decide(Presentation shown, TicketFacts facts) {
    return Scene.say(
        new AdmissionRules(ParkFacts.ordinary(Scene.SHANGHAI))
            .decide(shown, facts, GATE, Scene.time("11-22T12:00")));
  }

  @Test
  void aDayTicketOfTodayIsGoodToday() {
    assertThat(ordinary().valid(Validity.onDay(day("11-22"))).at("11-22T12:00"))
        .isEqualTo("FIRST 1");
  }
}
