/**
 * Shifts and cash drawers (交接班): floats, drops, blind closes and gapless Z reports. What a drawer
 * should hold is never stored; it is the sum of the shift's account in the ledger.
 */
@ApplicationModule(
    displayName = "Cash desk 交接班",
    allowedDependencies = {"ledger", "foundation", "identity", "audit", "terminal"})
@NullMarked
package io.shanmen.server.cashdesk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
