package io.shanmen.server.catalog;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.server.foundation.ParkProfile;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The face of the module: versions, prices, checkpoints and pools of places, in sets. */
@Component
public class Catalog {

  private final ProductStore products;
  private final PlaceStore places;
  private final Assortments assortments;
  private final ParkProfile park;
  private final InstantSource clock;

  Catalog(
      ProductStore products,
      PlaceStore places,
      Assortments assortments,
      ParkProfile park,
      InstantSource clock) {
    this.products = products;
    this.places = places;
    this.assortments = assortments;
    this.park = park;
    this.clock = clock;
  }

  /** The versions of these ids; those that do not exist are missing from the answer. */
  public Map<ProductVersionId, ProductVersion> versions(Collection<ProductVersionId> ids) {
    Map<ProductVersionId, ProductVersion> found = new HashMap<>();
    products.versions(ids).forEach((id, published) -> found.put(id, published.version()));
    return found;
  }

  /** The current version of every type that was ever published, retired ones too, by number. */
  public List<ProductVersion> published() {
    return current(products.all());
  }

  /** The current version of every type that is on sale on this business day, by number. */
  public List<ProductVersion> onSale(BusinessDay today) {
    List<ProductStore.Stored> onSale =
        products.all().stream().filter(product -> product.state() == ProductState.ON_SALE).toList();
    return current(onSale).stream()
        .filter(version -> version.terms().sale().sellsOn(today))
        .toList();
  }

  /**
   * What sales cost now, each for itself: refused where a type is not on sale, a quantity or slot
   * does not fit, or there is no price. Nothing is held by it.
   *
   * @param today the business day of the sales
   */
  public List<Outcome<PricedSale>> quote(List<PriceQuestion> questions, BusinessDay today) {
    SalePricing pricing = new SalePricing(park.park(), today, assortments.now());
    return questions.stream().map(pricing::price).toList();
  }

  /** The pools of these ids; those that do not exist are missing from the answer. */
  public Map<PlacePoolId, PlacePool> placePools(Collection<PlacePoolId> ids) {
    return ids.isEmpty()
        ? Map.of()
        : places.pools(ids).stream().collect(Collectors.toMap(PlacePool::id, Function.identity()));
  }

  /** All pools by name. */
  public List<PlacePool> placePools() {
    return places.pools();
  }

  /** All checkpoints by number, closed ones too. */
  public List<Checkpoint> checkpoints() {
    return places.checkpoints();
  }

  BusinessDay today() {
    return park.park().dayOf(clock.instant());
  }

  private List<ProductVersion> current(List<ProductStore.Stored> stored) {
    return versions(currentOf(stored)).values().stream()
        .sorted(Comparator.comparingInt(version -> version.ref().no()))
        .toList();
  }

  private static List<ProductVersionId> currentOf(Collection<ProductStore.Stored> stored) {
    return stored.stream()
        .map(ProductStore.Stored::current)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }
}
