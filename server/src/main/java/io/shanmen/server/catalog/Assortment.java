package io.shanmen.server.catalog;

import java.util.Map;

/**
 * What there is to sell, as it stands at one moment.
 *
 * @param items by type; types that were never published are missing
 * @param pools all pools of places
 */
record Assortment(Map<ProductId, Item> items, Map<PlacePoolId, PlacePool> pools) {

  /** A type's current version, and whether it is sold at all. */
  record Item(ProductVersion version, boolean onSale) {}
}
