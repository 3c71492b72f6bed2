package io.shanmen.kernel.admission;

import static io.shanmen.kernel.admission.Scene.day;
import static io.shanmen.kernel.admission.Scene.ordinary;
import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.validity.CheckpointSet;
import io.shanmen.kernel.validity.Route;
import io.shanmen.kernel.validity.SlotWindow;
import io.shanmen.kernel.validity.Uses;
import io.shanmen.kernel.validity.Validity;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Re-entry on the same business day: R68, R70, R71. */
class ReentryTest {

  private static final ReentryPolicy TWICE_WITHIN_TWO_HOURS =
      new ReentryPolicy(2, new ReentryPolicy.Window(120, LocalTime.of(17, 30)), true, false, null);

  @ParameterizedTest
  @CsvSource({
    "12:00, 'first 11-22T10:00, exit 11-22T11:00',                                   REENTRY 1",
    "13:00, 'first 11-22T10:00, exit 11-22T11:00',                                   REENTRY 1",
    "13:00:01, 'first 11-22T10:00, exit 11-22T11:00',                                REENTRY_WINDOW_OVER",
    "12:00, first 11-22T10:00,                                                       ALREADY_USED",
    "12:00, ,                                                                        FIRST 1",
    "12:00, 'first 11-22T10:00, exit 11-22T11:00, reentry 11-22T11:30',              ALREADY_USED",
    "12:00, 'first 11-22T08:00, exit 11-22T09:00, reentry 11-22T09:30, exit 11-22T11:00', REENTRY 1",
    "12:00, 'first 11-22T08:00, exit 11-22T09:00, reentry 11-22T09:30, exit 11-22T10:00, reentry 11-22T10:30, exit 11-22T11:00', REENTRY_NOT_ALLOWED",
    "17:29:59, 'first 11-22T10:00, exit 11-22T17:00',                                REENTRY 1",
    "17:30, 'first 11-22T10:00, exit 11-22T17:00',                                   REENTRY_WINDOW_OVER",
  })
  void whoWasSeenLeavingMayComeBackTwiceWithinTwoHours(
      String time, @Nullable String past, String result) {
    assertThat(ordinary().reentry(TWICE_WITHIN_TWO_HOURS).past(past).at("11-22T" + time))
        .isEqualTo(result);
  }

  @Test
  void whereReentryIsNotAllowedWhoLeftIsToldSo() {
    assertThat(ordinary().past("first 11-22T10:00, exit 11-22T11:00").at("11-22T12:00"))
        .isEqualTo("REENTRY_NOT_ALLOWED");
  }

  @Test
  void tomorrowIsNoReentry() {
    Scene scene =
        ordinary()
            .reentry(new ReentryPolicy(2, ReentryPolicy.Window.ALL_DAY, true, false, null))
            .past("first 11-22T22:00, exit 11-22T23:00");
    assertThat(scene.at("11-23T03:59")).isEqualTo("REENTRY 1");
    assertThat(scene.at("11-23T04:00")).isEqualTo("ALREADY_USED");
  }

  @Test
  void aLastEntryInTheSmallHoursBelongsToTheEvening() {
    ReentryPolicy untilOne =
        new ReentryPolicy(2, new ReentryPolicy.Window(0, LocalTime.of(1, 0)), true, false, null);
    Scene scene = ordinary().reentry(untilOne).past("first 11-22T20:00, exit 11-22T22:00");
    assertThat(scene.at("11-22T23:00")).isEqualTo("REENTRY 1");
    assertThat(scene.at("11-23T00:59")).isEqualTo("REENTRY 1");
    assertThat(scene.at("11-23T01:00")).isEqualTo("REENTRY_WINDOW_OVER");
  }

  @Test
  void onlyThoseOfAFamilyWhoLeftComeBack() {
    Scene scene = ordinary().heads(4).reentry(TWICE_WITHIN_TWO_HOURS);
    assertThat(scene.past("first 11-22T10:00 x4, exit 11-22T11:00 x2").at("11-22T12:00"))
        .isEqualTo("REENTRY 2");
    assertThat(scene.past("first 11-22T10:00 x4, exit 11-22T11:00 x2").atMost(1).at("11-22T12:00"))
        .isEqualTo("REENTRY 1");
  }

  @Test
  void whoLeftComesBackBeforeANewUseIsTaken() {
    Scene scene = ordinary().heads(4).reentry(TWICE_WITHIN_TWO_HOURS);
    assertThat(scene.past("first 11-22T10:00 x2, exit 11-22T11:00").at("11-22T12:00"))
        .isEqualTo("REENTRY 1");
    assertThat(
            scene
                .past("first 11-22T10:00 x2, exit 11-22T11:00, reentry 11-22T11:30")
                .at("11-22T12:00"))
        .isEqualTo("FIRST 2");
  }

  @Test
  void amongThoseOutsideOnlyWhoLeftInTimeComeBack() {
    Scene scene = ordinary().heads(4).reentry(TWICE_WITHIN_TWO_HOURS);
    assertThat(
            scene
                .past("first 11-22T08:00 x4, exit 11-22T09:00 x3, exit 11-22T11:00")
                .at("11-22T12:00"))
        .isEqualTo("REENTRY 1");
  }

  @Test
  void aSlotLimitsEnteringAndNotComingBack() {
    Validity morning = Validity.onDay(day("11-22")).withSlot(SlotWindow.of(540, 600));
    Scene scene =
        ordinary()
            .valid(morning)
            .reentry(TWICE_WITHIN_TWO_HOURS)
            .past("first 11-22T09:30, exit 11-22T11:00");
    assertThat(scene.at("11-22T12:00")).isEqualTo("REENTRY 1");
    assertThat(scene.past(null).at("11-22T12:00")).isEqualTo("TOO_LATE");
  }

  @Test
  void aFullParkKeepsNobodyFromComingBack() {
    Scene scene =
        ordinary()
            .reentry(TWICE_WITHIN_TWO_HOURS)
            .past("first 11-22T09:30, exit 11-22T11:00")
            .full();
    assertThat(scene.at("11-22T12:00")).isEqualTo("REENTRY 1");
  }

  @Test
  void whereExitsAreNotScannedReentryIsAssumedOnlyWhenNoUseIsLeft() {
    ReentryPolicy unscanned =
        new ReentryPolicy(1, ReentryPolicy.Window.ALL_DAY, false, false, null);
    Scene scene = ordinary().heads(2).reentry(unscanned);
    assertThat(scene.past("first 11-22T10:00").at("11-22T12:00")).isEqualTo("FIRST 1");
    assertThat(scene.past("first 11-22T10:00 x2").at("11-22T12:00")).isEqualTo("REENTRY 2");
    assertThat(scene.past("first 11-22T10:00 x2, reentry 11-22T11:00").at("11-22T12:00"))
        .isEqualTo("REENTRY 1");
    assertThat(scene.past("first 11-22T10:00 x2, reentry 11-22T11:00 x2").at("11-22T12:00"))
        .isEqualTo("ALREADY_USED");
  }

  @Test
  void somePoliciesWantTheSameCheckpoint() {
    ReentryPolicy same = new ReentryPolicy(1, ReentryPolicy.Window.ALL_DAY, true, true, null);
    Scene scene =
        ordinary()
            .route(Route.free(CheckpointSet.of(1, 2)))
            .reentry(same)
            .past("first 11-22T10:00 c1, exit 11-22T11:00 c2");
    assertThat(scene.at("11-22T12:00", 1)).isEqualTo("REENTRY 1");
    assertThat(scene.at("11-22T12:00", 2)).isEqualTo("REENTRY_NOT_ALLOWED");
  }

  @Test
  void leavingTheParkIsNoReentryIntoAnAttractionThatWasNeverUsed() {
    Scene scene =
        ordinary()
            .uses(Uses.ONCE_EACH)
            .route(Route.free(CheckpointSet.of(1, 2)))
            .reentry(TWICE_WITHIN_TWO_HOURS)
            .past("first 11-22T10:00 c1, exit 11-22T11:00 c1");
    assertThat(scene.at("11-22T12:00", 2)).isEqualTo("FIRST 1");
    assertThat(scene.at("11-22T12:00", 1)).isEqualTo("REENTRY 1");
  }

  @Test
  void whoComesBackProvesItAsThePolicyWants() {
    ReentryPolicy byFinger =
        new ReentryPolicy(1, ReentryPolicy.Window.ALL_DAY, true, false, Proof.FINGERPRINT);
    Scene scene = ordinary().reentry(byFinger).past("first 11-22T10:00, exit 11-22T11:00");
    assertThat(scene.at("11-22T12:00")).isEqualTo("PROOF [FINGERPRINT]");
    assertThat(scene.proof(new ProofResult.Passed(Proof.FINGERPRINT)).at("11-22T12:00"))
        .isEqualTo("REENTRY 1");
    assertThat(scene.past(null).at("11-22T12:00"))
        .as("the first entry needs none")
        .isEqualTo("FIRST 1");
  }
}
