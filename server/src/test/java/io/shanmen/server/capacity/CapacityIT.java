package io.shanmen.server.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.server.catalog.PlacePoolId;
import io.shanmen.server.foundation.GroupCommit;
import io.shanmen.server.foundation.GroupCommit.Limits;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ParkIT
class CapacityIT {

  private static final BusinessDay DAY = BusinessDay.of(2026, 10, 1);
  private static final Place MORNING = new Place(new PlacePoolId(UUID.randomUUID()), DAY, 1);
  private static final Place NOON = new Place(MORNING.pool(), DAY, 2);

  private final Capacity capacity;
  private final CapacityJanitor janitor;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final GroupCommit.Ground ground;
  private final TestClock clock;

  @Autowired
  CapacityIT(
      Capacity capacity,
      CapacityJanitor janitor,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      GroupCommit.Ground ground,
      TestClock clock) {
    this.capacity = capacity;
    this.janitor = janitor;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.ground = ground;
    this.clock = clock;
  }

  @Test
  void i3ThousandParallelBuyersNeverBuyMoreThanThereIs() throws Exception {
    open(MORNING, 300);
    open(NOON, 250);
    List<HoldRequest> wishes = new ArrayList<>();
    Random random = new Random(7);
    for (int buyer = 0; buyer < 1_000; buyer++) {
      wishes.add(wish(buyer % 2 == 0 ? MORNING : NOON, 1 + random.nextInt(3)));
    }
    List<Outcome<Hold>> outcomes = new ArrayList<>();
    try (GroupCommit<HoldRequest, Outcome<Hold>> sales =
            ground.start("test-sale", Limits.usual(), HoldRequest::id, capacity::sell);
        ExecutorService buyers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome<Hold>>> waiting =
          wishes.stream().map(wish -> buyers.submit(() -> sales.submit(wish))).toList();
      for (Future<Outcome<Hold>> buyer : waiting) {
        outcomes.add(buyer.get());
      }
    }
    assertThat(soldTo(wishes, outcomes, MORNING)).isEqualTo(300).isEqualTo(places(MORNING).sold());
    assertThat(soldTo(wishes, outcomes, NOON)).isEqualTo(250).isEqualTo(places(NOON).sold());
  }

  @Test
  void aSetRefusesOnlyTheMembersThatDoNotFit() {
    open(MORNING, 5);
    List<Outcome<Hold>> outcomes =
        in(() -> capacity.sell(List.of(wish(MORNING, 3), wish(MORNING, 3), wish(MORNING, 2))));
    assertThat(outcomes.get(0).isDone()).isTrue();
    assertThat(outcomes.get(1))
        .isEqualTo(Outcome.refused(refusal(CapacityProblem.PLACES_SOLD_OUT, "remaining", 2)));
    assertThat(outcomes.get(2).isDone()).isTrue();
    assertThat(places(MORNING)).isEqualTo(new Places(5, 0, 5));
  }

  @Test
  void theSameIdHasTheSameAnswerAndAnotherContentIsAConflict() {
    open(MORNING, 10);
    HoldRequest wish = wish(MORNING, 4);
    Outcome<Hold> first = in(() -> capacity.sell(List.of(wish))).getFirst();
    assertThat(in(() -> capacity.sell(List.of(wish))).getFirst()).isEqualTo(first);
    assertThat(in(() -> capacity.sell(List.of(new HoldRequest(wish.id(), MORNING, 5)))).getFirst())
        .isEqualTo(Outcome.refused(CapacityProblem.HOLD_CONFLICT));
    assertThat(places(MORNING)).isEqualTo(new Places(10, 0, 4));
  }

  @Test
  void aHoldKeepsPlacesUntilItIsSoldReleasedOrLapses() {
    open(MORNING, 6);
    HoldRequest sold = wish(MORNING, 2);
    HoldRequest released = wish(MORNING, 2);
    HoldRequest lapsed = wish(MORNING, 2);
    in(() -> capacity.hold(List.of(sold, released, lapsed)));
    assertThat(places(MORNING)).isEqualTo(new Places(6, 6, 0));
    assertThat(in(() -> capacity.sell(List.of(wish(MORNING, 1)))).getFirst().isDone()).isFalse();

    in(() -> capacity.sell(List.of(sold)));
    in(() -> capacity.release(List.of(released.id())));
    assertThat(places(MORNING)).isEqualTo(new Places(6, 2, 2));

    clock.advance(Capacity.HOLD_TIME.minusSeconds(1));
    janitor.freeLapsedHolds();
    assertThat(places(MORNING).held()).isEqualTo(2);
    clock.advance(Duration.ofSeconds(1));
    janitor.freeLapsedHolds();
    janitor.freeLapsedHolds();
    assertThat(places(MORNING)).isEqualTo(new Places(6, 0, 2));
    assertThat(in(() -> capacity.sell(List.of(lapsed))).getFirst())
        .isEqualTo(Outcome.refused(CapacityProblem.HOLD_EXPIRED));
    in(() -> capacity.release(List.of(lapsed.id())));
    assertThat(places(MORNING)).isEqualTo(new Places(6, 0, 2));
  }

  @Test
  void r20PlacesGoBackOnlyIfThePolicySaysSo() {
    open(MORNING, 10);
    HoldRequest open = wish(MORNING, 4);
    HoldRequest shut = wish(MORNING, 4);
    in(() -> capacity.sell(List.of(open, shut)));
    List<Outcome<Hold>> outcomes =
        in(
            () ->
                capacity.giveBack(
                    List.of(
                        new ReturnRequest(open.id(), 3, ReturnPolicy.IMMEDIATE),
                        new ReturnRequest(shut.id(), 4, ReturnPolicy.NONE),
                        new ReturnRequest(open.id(), 2, ReturnPolicy.IMMEDIATE))));
    assertThat(outcomes.get(0).orThrow().state()).isEqualTo(HoldState.SOLD);
    assertThat(outcomes.get(1).orThrow().state()).isEqualTo(HoldState.RETURNED);
    assertThat(outcomes.get(2))
        .isEqualTo(Outcome.refused(refusal(CapacityProblem.RETURN_EXCEEDS_SALE, "left", 1)));
    assertThat(places(MORNING)).isEqualTo(new Places(10, 0, 5));
  }

  @Test
  void placesThatNobodyOpenedCannotBeSold() {
    assertThat(in(() -> capacity.sell(List.of(wish(NOON, 1)))).getFirst())
        .isEqualTo(Outcome.refused(refusal(CapacityProblem.PLACES_NOT_OPEN, "day", "2026-10-01")));
    assertThat(places(NOON)).isEqualTo(Places.NOT_SET);
  }

  @Test
  void placesThatAreOnlyHeldAreReleasedAndNotGivenBack() {
    open(MORNING, 10);
    HoldRequest held = wish(MORNING, 4);
    in(() -> capacity.hold(List.of(held)));
    ReturnRequest back = new ReturnRequest(held.id(), 4, ReturnPolicy.IMMEDIATE);
    assertThat(in(() -> capacity.giveBack(List.of(back))).getFirst())
        .isEqualTo(Outcome.refused(CapacityProblem.HOLD_NOT_SOLD));
    in(() -> capacity.release(List.of(held.id())));
    assertThat(in(() -> capacity.giveBack(List.of(back))).getFirst())
        .isEqualTo(Outcome.refused(CapacityProblem.HOLD_NOT_SOLD));
    assertThat(places(MORNING)).isEqualTo(new Places(10, 0, 0));
  }

  private static Refusal refusal(CapacityProblem code, String name, Object value) {
    return Refusal.of(code, name, value);
  }

  private static HoldRequest wish(Place place, int heads) {
    return new HoldRequest(new HoldId(UUID.randomUUID()), place, heads);
  }

  private static int soldTo(List<HoldRequest> wishes, List<Outcome<Hold>> outcomes, Place place) {
    return IntStream.range(0, wishes.size())
        .filter(i -> outcomes.get(i).isDone() && wishes.get(i).place().equals(place))
        .map(i -> wishes.get(i).heads())
        .sum();
  }

  private void open(Place place, int seats) {
    jdbc.sql(
            """
            INSERT INTO capacity.place (place_pool_id, day, slot, capacity) VALUES (?, ?, ?, ?)
            """)
        .params(place.pool().value(), place.day().date(), place.slot(), seats)
        .update();
  }

  private Places places(Place place) {
    return capacity.places(List.of(place)).getOrDefault(place, Places.NOT_SET);
  }

  private List<Outcome<Hold>> in(Supplier<List<Outcome<Hold>>> work) {
    return transaction.execute(status -> work.get());
  }
}
