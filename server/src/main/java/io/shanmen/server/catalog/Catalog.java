package io.shanmen.server.catalog;

import io.shanmen.kernel.outcome.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The face of the module: versions, prices, checkpoints and pools of places, in sets. */
@Component
public class Catalog {

  Catalog() {}

  /** The versions of these ids; those that do not exist are missing from the answer. */
  public Map<ProductVersionId, ProductVersion> versions(Collection<ProductVersionId> ids) {
    throw new UnsupportedOperationException("follows with the migrations");
  }

  /** The current version of every type that was ever published, retired ones too, by number. */
  public List<ProductVersion> published() {
    throw new UnsupportedOperationException("follows with the migrations");
  }

  /** The current version of every type that is on sale today, by number. */
  public List<ProductVersion> onSale() {
    throw new UnsupportedOperationException("follows with the migrations");
  }

  /**
   * What sales cost now, each for itself: refused where a type is not on sale, a quantity or slot
   * does not fit, or there is no price. Nothing is held by it.
   */
  public List<Outcome<PricedSale>> quote(List<PriceQuestion> questions) {
    throw new UnsupportedOperationException("follows with the migrations");
  }

  /** The pools of these ids; those that do not exist are missing from the answer. */
  public Map<PlacePoolId, PlacePool> placePools(Collection<PlacePoolId> ids) {
    throw new UnsupportedOperationException("follows with the migrations");
  }

  /** All checkpoints by number, closed ones too. */
  public List<Checkpoint> checkpoints() {
    throw new UnsupportedOperationException("follows with the migrations");
  }
}
