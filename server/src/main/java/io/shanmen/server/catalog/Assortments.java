package io.shanmen.server.catalog;

import io.shanmen.server.foundation.Remembered;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Keeps what there is to sell in memory: every sale asks, and it changes a few times a day. Whoever
 * changes a type or a pool says so within the transaction.
 */
@Component
class Assortments {

  private final ProductStore products;
  private final PlaceStore places;
  private final Remembered<Assortment> known = new Remembered<>(this::read);

  Assortments(ProductStore products, PlaceStore places) {
    this.products = products;
    this.places = places;
  }

  Assortment now() {
    return known.get();
  }

  /** Something is being changed: what is in memory is old when this transaction is over. */
  void changed() {
    known.forgetWhenOver();
  }

  private Assortment read() {
    List<ProductStore.Stored> published =
        products.all().stream().filter(product -> product.current() != null).toList();
    Map<ProductVersionId, ProductStore.Published> versions =
        products.versions(
            published.stream().map(product -> Objects.requireNonNull(product.current())).toList());
    Map<ProductId, Assortment.Item> items = new HashMap<>();
    for (ProductStore.Stored product : published) {
      ProductVersion version =
          Objects.requireNonNull(versions.get(Objects.requireNonNull(product.current()))).version();
      items.put(
          product.id(), new Assortment.Item(version, product.state() == ProductState.ON_SALE));
    }
    return new Assortment(
        Map.copyOf(items),
        places.pools().stream()
            .collect(Collectors.toUnmodifiableMap(PlacePool::id, Function.identity())));
  }
}
