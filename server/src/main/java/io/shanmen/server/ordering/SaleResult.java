package io.shanmen.server.ordering;

import java.util.UUID;

/** What came of a sale that was not refused. */
sealed interface SaleResult {

  /** It was sold just now. */
  record Sold(Sale sale) implements SaleResult {}

  /** It had been sold before, by the same request: its answer is that of the first time. */
  record SoldBefore(UUID orderId) implements SaleResult {}
}
