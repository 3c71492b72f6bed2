/**
 * Tickets: their numbers, states, signed codes, paper and whole life. They are issued for lines
 * that ordering hands over; this room knows nothing of orders but an opaque reference.
 */
@ApplicationModule(
    displayName = "Ticketing 票务",
    allowedDependencies = {
      "catalog",
      "foundation",
      "host",
      "identity",
      "audit",
      "terminal",
      "vault"
    })
@NullMarked
package io.shanmen.server.ticketing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
