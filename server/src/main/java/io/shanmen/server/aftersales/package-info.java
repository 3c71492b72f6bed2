/**
 * The refund desk (退票台), apart from the windows: a refund is asked for, approved by another person
 * and paid out (R15–R21). The tickets are locked meanwhile.
 */
@ApplicationModule(
    displayName = "After-sales 售后",
    allowedDependencies = {
      "ordering",
      "ticketing",
      "capacity",
      "catalog",
      "payment",
      "cashdesk",
      "ledger",
      "foundation",
      "identity",
      "audit",
      "terminal"
    })
@NullMarked
package io.shanmen.server.aftersales;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
