/**
 * Double entry that only appends: accounts, transfers between two of them, holds. It knows accounts
 * and transfers and nothing of anybody.
 */
@ApplicationModule(displayName = "Ledger 账簿", allowedDependencies = "foundation")
@NullMarked
package io.shanmen.server.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
