/**
 * What the park sells: ticket types (票种) in immutable versions, their prices, validity,
 * checkpoints, places and refund rules. Publishing a version never touches a ticket that was sold.
 */
@ApplicationModule(
    displayName = "Catalog 票种",
    allowedDependencies = {"foundation", "identity", "audit", "terminal"})
@NullMarked
package io.shanmen.server.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
