package io.shanmen.server.catalog;

import io.shanmen.server.foundation.AfterReset;
import org.springframework.stereotype.Component;

/** Forgets what the catalog keeps in memory of a database that was emptied. */
@Component
class FreshCatalog implements AfterReset {

  private final Assortments assortments;

  FreshCatalog(Assortments assortments) {
    this.assortments = assortments;
  }

  @Override
  public void afterReset() {
    assortments.changed();
  }
}
