package io.shanmen.server.catalog;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that makes a ticket type what it is. A published version keeps its terms for ever.
 *
 * @param names what it is called
 * @param admission whom it lets in, when and where
 * @param placePoolId the pool whose places it needs; null if it needs none
 * @param sale how it is sold and taken back
 * @param prices its prices; the most specific that applies wins
 */
public record ProductTerms(
    Names names,
    AdmissionTerms admission,
    @Nullable PlacePoolId placePoolId,
    SaleTerms sale,
    List<ProductPrice> prices) {

  /** The most prices that one version may have. */
  public static final int LIMIT_PRICES = 400;

  public ProductTerms {
    prices = List.copyOf(prices);
    if (prices.size() > LIMIT_PRICES) {
      throw new IllegalArgumentException("more than " + LIMIT_PRICES + " prices");
    }
  }

  public Optional<PlacePoolId> placePool() {
    return Optional.ofNullable(placePoolId);
  }
}
