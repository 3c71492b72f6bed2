/**
 * Orders: a sale is conducted here in one transaction, from the place over the money to the ticket
 * and the books, many sales in one set. Parked carts and voids too.
 */
@ApplicationModule(
    displayName = "Ordering 订单",
    allowedDependencies = {
      "capacity",
      "payment",
      "cashdesk",
      "ticketing",
      "catalog",
      "ledger",
      "foundation",
      "identity",
      "audit",
      "terminal"
    })
@NullMarked
package io.shanmen.server.ordering;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
