package io.shanmen.gate.board;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CounterWatchTest {
  private final CounterWatch watch = new CounterWatch();

  @Test
  void peopleBeforeTheFirstReadingAreNotCounted() {
    read(4_711);
    assertThat(watch.total()).isZero();
    assertThat(watch.raw()).isEqualTo(4_711);
  }

  @Test
  void aChangeIsBelievedAtSecondSight() {
    read(10);
    watch.read(11);
    assertThat(watch.isInDoubt()).isTrue();
    assertThat(watch.total()).isZero();
    watch.read(11);
    assertThat(watch.total()).isEqualTo(1);
  }

  @Test
  void aReadingThatDoesNotComeAgainWasNoise() {
    read(10);
    watch.read(74);
    watch.read(10);
    assertThat(watch.isInDoubt()).isFalse();
    assertThat(watch.total()).isZero();
  }

  @Test
  void theCounterGoesRound() {
    read(0xFFFFFF);
    read(1);
    assertThat(watch.total()).isEqualTo(2);
    assertThat(watch.restarts()).isZero();
  }

  @Test
  void aBoardThatStartsAnewMakesNoPeople() {
    read(500);
    read(0);
    read(2);
    assertThat(watch.total()).isEqualTo(2);
    assertThat(watch.restarts()).isEqualTo(1);
  }

  @Test
  void betweenTwoReadingsThePeopleOrNothingAreKnown() {
    assertThat(CounterWatch.between(10, 13)).isEqualTo(3);
    assertThat(CounterWatch.between(0xFFFFFF, 0)).isEqualTo(1);
    assertThat(CounterWatch.between(500, 0)).isEqualTo(-1);
  }

  private void read(int raw) {
    watch.read(raw);
    watch.read(raw);
  }
}
