/**
 * Money from and to visitors: cash with change now, and the port that payment providers plug into.
 * Refunds go back by the way the money came.
 */
@ApplicationModule(
    displayName = "Payment 支付",
    allowedDependencies = {"cashdesk", "ledger", "foundation", "identity", "audit", "terminal"})
@NullMarked
package io.shanmen.server.payment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
