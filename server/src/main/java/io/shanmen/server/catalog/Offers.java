package io.shanmen.server.catalog;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.server.catalog.Offer.SlotOffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be sold on a day, with its price and the places that are left. */
@Component
class Offers {

  private final Catalog catalog;
  private final PlacesLeft placesLeft;

  Offers(Catalog catalog, PlacesLeft placesLeft) {
    this.catalog = catalog;
    this.placesLeft = placesLeft;
  }

  private record Day(
      BusinessDay day,
      String channel,
      Map<PlacePoolId, PlacePool> pools,
      Map<PlacePoolId, Map<Integer, Integer>> left) {

    int left(PlacePool pool, int slotNo) {
      return left.getOrDefault(pool.id(), Map.of()).getOrDefault(slotNo, 0);
    }
  }

  /** The types on sale that have a price on that day, by number. */
  List<Offer> on(BusinessDay visitDay, String channel) {
    BusinessDay today = catalog.today();
    List<ProductVersion> onSale = catalog.onSale(today);
    Set<PlacePoolId> pools =
        onSale.stream()
            .flatMap(version -> version.terms().placePool().stream())
            .collect(Collectors.toSet());
    Day day = new Day(visitDay, channel, catalog.placePools(pools), placesLeft.on(visitDay, pools));
    List<PriceQuestion> questions = new ArrayList<>();
    onSale.forEach(version -> questions.addAll(questions(version, day)));
    List<Outcome<PricedSale>> prices = catalog.quote(questions, today);
    List<Offer> offers = new ArrayList<>();
    int asked = 0;
    for (ProductVersion version : onSale) {
      int count = questions(version, day).size();
      offer(version, day, prices.subList(asked, asked + count)).ifPresent(offers::add);
      asked += count;
    }
    return offers;
  }

  /** One question for the whole day, or one for each slot. */
  private static List<PriceQuestion> questions(ProductVersion version, Day day) {
    PlacePool pool = pool(version, day);
    if (pool == null || !pool.isBySlot()) {
      return List.of(question(version, day, null));
    }
    return pool.slots().stream().map(slot -> question(version, day, slot.no())).toList();
  }

  private static PriceQuestion question(ProductVersion version, Day day, @Nullable Integer slotNo) {
    int quantity = version.terms().admission().people().leastQuantity();
    return new PriceQuestion(
        day.channel(),
        null,
        List.of(new PriceQuestion.Line(version.ref().id(), quantity, day.day(), slotNo)));
  }

  private static Optional<Offer> offer(
      ProductVersion version, Day day, List<Outcome<PricedSale>> prices) {
    PlacePool pool = pool(version, day);
    List<SlotOffer> slots = new ArrayList<>();
    if (pool != null && pool.isBySlot()) {
      for (int i = 0; i < prices.size(); i++) {
        Slot slot = pool.slots().get(i);
        unit(prices.get(i))
            .ifPresent(price -> slots.add(slotOffer(slot, day.left(pool, slot.no()), price)));
      }
    }
    OptionalLong unit = prices.stream().map(Offers::unit).flatMapToLong(OptionalLong::stream).min();
    if (unit.isEmpty()) {
      return Optional.empty();
    }
    Integer remaining = null;
    if (pool != null) {
      remaining =
          pool.isBySlot()
              ? slots.stream().mapToInt(SlotOffer::remaining).sum()
              : day.left(pool, PlacePool.WHOLE_DAY);
    }
    Names eligibility = version.terms().sale().eligibility();
    return Optional.of(
        new Offer(
            version.ref().id().value(),
            version.ref().no(),
            version.names().zh(),
            version.names().en(),
            version.terms().sale().hotKey(),
            unit.getAsLong(),
            version.terms().admission().people(),
            eligibility == null ? null : eligibility.zh(),
            eligibility == null ? null : eligibility.en(),
            remaining,
            slots));
  }

  private static SlotOffer slotOffer(Slot slot, int remaining, long unitMinor) {
    return new SlotOffer(
        slot.no(),
        clock(slot.window().startMinute()),
        clock(slot.window().endMinute()),
        remaining,
        unitMinor);
  }

  private static String clock(int minute) {
    return "%02d:%02d".formatted(minute / 60 % 24, minute % 60);
  }

  private static OptionalLong unit(Outcome<PricedSale> price) {
    return switch (price) {
      case Outcome.Done<PricedSale>(PricedSale sale) ->
          OptionalLong.of(sale.lines().getFirst().unit().minor());
      case Outcome.Refused<PricedSale> refused -> OptionalLong.empty();
    };
  }

  private static @Nullable PlacePool pool(ProductVersion version, Day day) {
    return version.terms().placePool().map(day.pools()::get).orElse(null);
  }
}
