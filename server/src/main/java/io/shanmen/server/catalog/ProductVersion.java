package io.shanmen.server.catalog;

import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.kernel.validity.Validity;
import org.jspecify.annotations.Nullable;

/** A published version of a ticket type. It never changes, so it may be cached for ever. */
public record ProductVersion(ProductRef ref, ProductTerms terms) {

  public Names names() {
    return terms.names();
  }

  /**
   * When a ticket that is sold now is valid.
   *
   * @param saleDay the business day of the sale
   * @param visitDay the day it is sold for
   * @param slot the slot it is sold for, or null
   */
  public Validity validity(BusinessDay saleDay, BusinessDay visitDay, @Nullable Slot slot) {
    return terms
        .admission()
        .validity()
        .issue(saleDay, visitDay, slot == null ? null : slot.window());
  }
}
