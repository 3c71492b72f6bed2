package io.shanmen.kernel.validity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.kernel.validity.Activation.Start;
import io.shanmen.kernel.validity.Activation.Unit;
import io.shanmen.kernel.validity.DayQuota.From;
import io.shanmen.kernel.validity.Uses.Counting;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Every number has a limit, the limit itself is allowed, and the ticket code has room for it. */
class LimitsTest {

  private static final BusinessDay DAY = BusinessDay.of(2026, 11, 22);

  @Test
  void daysOfARange() {
    int most = DayRange.LENGTH_LIMIT_DAYS;
    good(() -> new DayRange(DAY, DAY), () -> new DayRange(DAY, DAY.plusDays(most - 1)));
    bad(() -> new DayRange(DAY, DAY.plusDays(-1)), () -> new DayRange(DAY, DAY.plusDays(most)));
  }

  @Test
  void weekdays() {
    bad(() -> new DayRule(Set.of(), false, false, false));
  }

  @Test
  void minutesOfASlot() {
    good(() -> new SlotWindow(0, 1, 0, 0), () -> new SlotWindow(2046, 2047, 255, 255));
    bad(
        () -> new SlotWindow(-1, 1, 0, 0),
        () -> new SlotWindow(5, 5, 0, 0),
        () -> new SlotWindow(0, 2048, 0, 0),
        () -> new SlotWindow(0, 1, -1, 0),
        () -> new SlotWindow(0, 1, 256, 0),
        () -> new SlotWindow(0, 1, 0, -1),
        () -> new SlotWindow(0, 1, 0, 256));
  }

  @Test
  void lengthOfAnActivation() {
    good(
        () -> new Activation(Start.FIRST_USE, 1, Unit.DAYS),
        () -> new Activation(Start.FIRST_USE, 4095, Unit.HOURS));
    bad(
        () -> new Activation(Start.FIRST_USE, 0, Unit.DAYS),
        () -> new Activation(Start.FIRST_USE, 4096, Unit.DAYS));
  }

  @Test
  void daysOfAQuota() {
    good(
        () -> new DayQuota(1, 0, false, From.START_DATE),
        () -> new DayQuota(3, 3, true, From.START_DATE),
        () -> new DayQuota(511, 511, true, From.FIRST_ENTRY));
    bad(
        () -> new DayQuota(0, 0, false, From.START_DATE),
        () -> new DayQuota(512, 0, false, From.START_DATE),
        () -> new DayQuota(3, 2, false, From.START_DATE),
        () -> new DayQuota(3, -1, false, From.START_DATE),
        () -> new DayQuota(3, 512, false, From.START_DATE));
  }

  @Test
  void headsAndUses() {
    Route anywhere = Route.free(CheckpointSet.ALL);
    good(
        () -> new Entitlement(1, Uses.ONCE, anywhere),
        () -> new Entitlement(1023, Uses.ONCE_EACH, anywhere),
        () -> new Uses(0, 0, 0, Counting.EACH),
        () -> new Uses(4095, 255, 2047, Counting.EACH));
    bad(
        () -> new Entitlement(0, Uses.ONCE, anywhere),
        () -> new Entitlement(1024, Uses.ONCE, anywhere),
        () -> new Uses(-1, 0, 0, Counting.EACH),
        () -> new Uses(4096, 0, 0, Counting.EACH),
        () -> new Uses(0, -1, 0, Counting.EACH),
        () -> new Uses(0, 256, 0, Counting.EACH),
        () -> new Uses(0, 0, -1, Counting.EACH),
        () -> new Uses(0, 0, 2048, Counting.EACH));
  }

  @Test
  void checkpointsAndRoutes() {
    CheckpointSet all = CheckpointSet.ALL;
    good(
        () -> CheckpointSet.of(1, 32),
        () -> new Route(all, Route.Order.FREE, 31, null),
        () -> new Route.After(1, 0, 0),
        () -> new Route.After(32, 2047, 2047),
        () -> new Route.After(32, 2047, 0));
    bad(
        () -> CheckpointSet.of(0),
        () -> CheckpointSet.of(33),
        () -> Route.free(CheckpointSet.of()),
        () -> new Route(all, Route.Order.FREE, -1, null),
        () -> new Route(all, Route.Order.FREE, 32, null),
        () -> new Route.After(0, 0, 0),
        () -> new Route.After(1, -1, 0),
        () -> new Route.After(1, 2048, 0),
        () -> new Route.After(1, 0, -1),
        () -> new Route.After(1, 0, 2048),
        () -> new Route.After(1, 5, 4));
  }

  @Test
  void aSetOfCheckpointsHoldsWhatWasPutIn() {
    assertThat(CheckpointSet.of(32, 1, 7).numbers().boxed()).containsExactly(1, 7, 32);
  }

  private static void good(ThrowingCallable... made) {
    for (ThrowingCallable one : made) {
      assertThatCode(one).doesNotThrowAnyException();
    }
  }

  private static void bad(ThrowingCallable... made) {
    for (int i = 0; i < made.length; i++) {
      assertThatThrownBy(made[i]).as("number %d", i).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
