package io.shanmen.server.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.server.catalog.PlacePoolId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is asked, in whatever order, places are never oversold and never lost (I3). */
class PlaceBookPropertyTest {

  private static final Instant NOW = Instant.parse("2026-10-01T02:00:00Z");
  private static final Place PLACE =
      Place.wholeDay(new PlacePoolId(new UUID(1, 1)), BusinessDay.of(2026, 10, 1));

  @Property(tries = 500)
  void placesHeldAndSoldAreThoseOfTheClaims(@ForAll long seed) {
    Random random = new Random(seed);
    List<HoldId> ids = IntStream.range(0, 12).mapToObj(i -> new HoldId(new UUID(2, i))).toList();
    PlaceBook book = new PlaceBook(Map.of(PLACE, new Places(20, 0, 0)), Map.of());
    for (int step = 0; step < 60; step++) {
      HoldId id = ids.get(random.nextInt(ids.size()));
      HoldRequest wish = new HoldRequest(id, PLACE, 1 + random.nextInt(5));
      switch (random.nextInt(5)) {
        case 0 -> book.hold(wish, NOW);
        case 1 -> book.sell(wish, NOW);
        case 2 -> book.release(id);
        case 3 -> book.expire(id);
        default ->
            book.giveBack(
                new ReturnRequest(
                    id,
                    wish.heads(),
                    random.nextBoolean() ? ReturnPolicy.IMMEDIATE : ReturnPolicy.NONE));
      }
      check(book);
    }
  }

  private static void check(PlaceBook book) {
    Map<HoldId, Claim> claims = new HashMap<>();
    book.newClaims().forEach(claim -> claims.put(claim.hold().id(), claim));
    int held = 0;
    int sold = 0;
    for (Claim claim : claims.values()) {
      switch (claim.hold().state()) {
        case HELD -> held += claim.hold().heads();
        case SOLD, RETURNED -> sold += claim.hold().heads() - claim.freed();
        case RELEASED, EXPIRED -> {}
      }
    }
    Places places = book.changedPlaces().getOrDefault(PLACE, new Places(20, 0, 0));
    assertThat(places).isEqualTo(new Places(20, held, sold));
    assertThat(places.remaining()).isNotNegative();
  }
}
