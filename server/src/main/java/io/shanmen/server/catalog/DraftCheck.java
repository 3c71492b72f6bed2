package io.shanmen.server.catalog;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.kernel.validity.CheckpointSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Looks whether a draft can be sold: what it names exists, and it does not clash with others. */
@Component
class DraftCheck {

  private final Catalog catalog;

  DraftCheck(Catalog catalog) {
    this.catalog = catalog;
  }

  Outcome<ProductTerms> check(ProductId id, ProductTerms terms) {
    if (terms.prices().isEmpty()) {
      return Outcome.refused(CatalogProblem.PRICES_MISSING);
    }
    return missingCheckpoint(terms)
        .or(() -> wrongPlaces(terms))
        .or(() -> hotKeyClash(id, terms))
        .<Outcome<ProductTerms>>map(Outcome::refused)
        .orElseGet(() -> Outcome.done(terms));
  }

  /** Another type on sale with the same hot key. */
  Optional<Refusal> hotKeyClash(ProductId id, ProductTerms terms) {
    String key = terms.sale().hotKey();
    if (key == null) {
      return Optional.empty();
    }
    return catalog.onSale(catalog.today()).stream()
        .filter(other -> !other.ref().id().equals(id))
        .filter(other -> key.equals(other.terms().sale().hotKey()))
        .findFirst()
        .map(
            other ->
                new Refusal(
                    CatalogProblem.HOT_KEY_TAKEN,
                    Map.of("key", key, "productNo", other.ref().no())));
  }

  private Optional<Refusal> missingCheckpoint(ProductTerms terms) {
    CheckpointSet wanted = terms.admission().route().checkpoints();
    if (wanted.equals(CheckpointSet.ALL)) {
      return Optional.empty();
    }
    Set<Integer> known =
        catalog.checkpoints().stream()
            .filter(Checkpoint::active)
            .map(Checkpoint::no)
            .collect(Collectors.toSet());
    return wanted
        .numbers()
        .boxed()
        .filter(no -> !known.contains(no))
        .findFirst()
        .map(no -> Refusal.of(CatalogProblem.CHECKPOINT_UNKNOWN, "no", no));
  }

  private Optional<Refusal> wrongPlaces(ProductTerms terms) {
    return terms
        .placePool()
        .flatMap(
            pool -> {
              if (catalog.placePools(List.of(pool)).isEmpty()) {
                return Optional.of(Refusal.of(CatalogProblem.PLACE_POOL_UNKNOWN));
              }
              return terms.admission().validity().needsVisitDay()
                  ? Optional.empty()
                  : Optional.of(Refusal.of(CatalogProblem.PLACES_NEED_A_VISIT_DAY));
            });
  }
}
