package io.shanmen.gate.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.gate.TestTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DisciplinedClockTest {
  private final TestTime time = new TestTime();
  private final DisciplinedClock clock =
      new DisciplinedClock(time, time, Instant.parse("2026-04-01T00:00:00Z"));

  @Test
  void aLargeDifferenceIsMadeUpAtOnce() {
    long set = hear(time.instant().plusSeconds(30), 0);
    assertThat(set).isEqualTo(30_000);
    assertThat(clock.instant()).isEqualTo(time.instant().plusSeconds(30));
  }

  @Test
  void aSmallDifferenceIsMadeUpByFiveMillisecondsASecond() {
    assertThat(hear(time.instant().plusMillis(100), 0)).isZero();
    time.pass(Duration.ofSeconds(10));
    assertThat(clock.offsetMillis()).isEqualTo(50);
    time.pass(Duration.ofSeconds(30));
    assertThat(clock.offsetMillis()).isEqualTo(100);
  }

  @Test
  void halfTheWayThereAndBackIsTheWayBack() {
    hear(time.instant().plusSeconds(10), Duration.ofSeconds(2).toNanos());
    assertThat(clock.offsetMillis()).isEqualTo(11_000);
  }

  @Test
  void theQuickestOfTheLastEightAnswersCounts() {
    hear(time.instant().plusSeconds(60), Duration.ofMillis(2).toNanos());
    hear(time.instant().plusSeconds(64), Duration.ofMillis(900).toNanos());
    assertThat(clock.offsetMillis()).isEqualTo(60_001);
  }

  @Test
  void aTimeBeforeTheProgramWasBuiltIsDoubted() {
    assertThat(clock.isPlausible()).isTrue();
    time.jump(Duration.ofDays(-60));
    assertThat(clock.isPlausible()).isFalse();
  }

  @Test
  void aJumpIsDoubtedUntilTheServerSaysTheTime() {
    time.pass(Duration.ofMinutes(1));
    time.jump(Duration.ofMinutes(6));
    assertThat(clock.isPlausible()).isFalse();
    Instant truth = time.instant().minus(Duration.ofMinutes(6));
    hear(truth, 0);
    assertThat(clock.isPlausible()).isTrue();
    assertThat(clock.instant()).isEqualTo(truth);
  }

  @Test
  void timeThatPassesIsNoJump() {
    time.pass(Duration.ofHours(30));
    assertThat(clock.isPlausible()).isTrue();
  }

  @Test
  void aClockThatWasSetBackWhileTheProgramWasOffIsDoubted() {
    clock.wasLater(time.instant().plusSeconds(60));
    assertThat(clock.isPlausible()).isTrue();
    clock.wasLater(time.instant().plus(Duration.ofHours(1)));
    assertThat(clock.isPlausible()).isFalse();
    hear(time.instant(), 0);
    assertThat(clock.isPlausible()).isTrue();
  }

  @Test
  void anAnswerThatLayAroundForAWhileIsNoOlderTime() {
    long received = time.nanoTime();
    Instant serverAt = time.instant().plusSeconds(30);
    time.pass(Duration.ofSeconds(4));
    clock.hear(serverAt, 0, received);
    assertThat(clock.offsetMillis()).isEqualTo(30_000);
  }

  private long hear(Instant serverAt, long roundTripNanos) {
    return clock.hear(serverAt, roundTripNanos, time.nanoTime());
  }
}
