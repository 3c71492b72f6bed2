package io.shanmen.kernel.admission;

import static io.shanmen.kernel.admission.Scene.id;
import static io.shanmen.kernel.admission.Scene.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Authorise, then confirm or release. */
class UsageTest {

  private static final Instant AT = time("11-22T12:00");
  private static final Reservation FOUR =
      new Reservation(id(1), PassageKind.FIRST, new Place(1, 1), 4, AT);

  @Test
  void whatIsReservedIsTakenUntilItIsReleased() {
    Usage usage = Usage.NONE.reserve(FOUR);
    assertThat(usage.reservations()).containsExactly(FOUR);
    assertThat(usage.release(id(1))).isEqualTo(Usage.NONE);
    assertThat(usage.release(id(2))).as("of another presentation").isEqualTo(usage);
  }

  @Test
  void reservingTwiceReservesOnce() {
    assertThat(Usage.NONE.reserve(FOUR).reserve(FOUR)).isEqualTo(Usage.NONE.reserve(FOUR));
    Usage passed = Usage.NONE.reserve(FOUR).confirm(FOUR, 4, AT).usage();
    assertThat(passed.reserve(FOUR)).as("after it has passed").isEqualTo(passed);
  }

  @Test
  void eachPassageTurnsAReservedHeadIntoAPassage() {
    Usage.Confirmation two = Usage.NONE.reserve(FOUR).confirm(FOUR, 2, AT.plusSeconds(2));
    assertThat(two.late()).isFalse();
    assertThat(two.added()).extracting(Passage::nth).containsExactly(1, 2);
    assertThat(two.usage().reservations()).extracting(Reservation::heads).containsExactly(2);
    Usage.Confirmation all = two.usage().confirm(FOUR, 4, AT.plusSeconds(4));
    assertThat(all.added()).extracting(Passage::nth).containsExactly(3, 4);
    assertThat(all.late()).isFalse();
    assertThat(all.usage().reservations()).isEmpty();
    assertThat(all.usage().passages()).hasSize(4);
  }

  @Test
  void theSameOrAnOvertakenConfirmationAddsNothing() {
    Usage usage = Usage.NONE.reserve(FOUR).confirm(FOUR, 3, AT).usage();
    for (int total = 0; total <= 3; total++) {
      Usage.Confirmation again = usage.confirm(FOUR, total, AT.plusSeconds(1));
      assertThat(again.usage()).isEqualTo(usage);
      assertThat(again.added()).isEmpty();
      assertThat(again.late()).isFalse();
    }
  }

  @Test
  void eachPresentationCountsItsOwnPassages() {
    Reservation other =
        new Reservation(id(2), PassageKind.FIRST, new Place(1, 1), 1, AT.plusSeconds(1));
    Usage usage = Usage.NONE.reserve(FOUR).confirm(FOUR, 1, AT).usage().reserve(other);
    assertThat(usage.reservations()).hasSize(2);
    Usage.Confirmation confirmed = usage.confirm(other, 1, AT.plusSeconds(2));
    assertThat(confirmed.added()).extracting(Passage::request).containsExactly(id(2));
    assertThat(confirmed.usage().reservations())
        .extracting(Reservation::request)
        .containsExactly(id(1));
  }

  @Test
  void neverMorePeopleCountThanWereAuthorised() {
    assertThat(Usage.NONE.reserve(FOUR).confirm(FOUR, 7, AT).added()).hasSize(4);
  }

  @Test
  void releasingKeepsWhatHasPassed() {
    Usage usage = Usage.NONE.reserve(FOUR).confirm(FOUR, 1, AT).usage().release(id(1));
    assertThat(usage.passages()).hasSize(1);
    assertThat(usage.reservations()).isEmpty();
  }

  @Test
  void aPassageAfterTheReleaseCountsAllTheSameAndIsFlagged() {
    Usage released = Usage.NONE.reserve(FOUR).confirm(FOUR, 1, AT).usage().release(id(1));
    Usage.Confirmation late = released.confirm(FOUR, 2, AT.plusSeconds(9));
    assertThat(late.late()).isTrue();
    assertThat(late.added()).extracting(Passage::nth).containsExactly(2);
    assertThat(late.usage().passages()).hasSize(2);
  }

  @Test
  void theJanitorFreesAReservationAfterSixtySeconds() {
    Usage usage = Usage.NONE.reserve(FOUR);
    assertThat(usage.expire(AT.plusMillis(59_999))).isEqualTo(usage);
    assertThat(usage.expire(AT.plusSeconds(60))).isEqualTo(Usage.NONE);
  }

  @Test
  void theJanitorLooksAtEachReservationForItself() {
    Reservation young =
        new Reservation(id(2), PassageKind.FIRST, new Place(2, 1), 1, AT.plusSeconds(30));
    Usage usage = Usage.NONE.reserve(FOUR).reserve(young).expire(AT.plusSeconds(60));
    assertThat(usage.reservations()).containsExactly(young);
  }

  @Test
  void aPassageHeardOfFromElsewhereTakesItsPlaceInTheReservation() {
    Passage first = new Passage(id(1), 1, PassageKind.FIRST, new Place(1, 1), AT.plusSeconds(1));
    Usage usage = Usage.NONE.reserve(FOUR).with(first).with(first);
    assertThat(usage.passages()).containsExactly(first);
    assertThat(usage.reservations()).extracting(Reservation::heads).containsExactly(3);
  }

  @Test
  void passagesStandInTheOrderOfTheirTimeHoweverTheyArrive() {
    Passage early = new Passage(id(1), 1, PassageKind.FIRST, new Place(1, 1), AT);
    Passage late = new Passage(id(2), 1, PassageKind.EXIT, new Place(1, 1), AT.plusSeconds(9));
    assertThat(Usage.NONE.with(late).with(early)).isEqualTo(Usage.NONE.with(early).with(late));
  }

  @Test
  void aReservationForNobodyIsABug() {
    assertThatThrownBy(() -> new Reservation(id(1), PassageKind.FIRST, new Place(1, 1), 0, AT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Place(1, 33)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Place(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
