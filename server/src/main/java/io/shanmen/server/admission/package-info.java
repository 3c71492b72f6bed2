/**
 * Admission: what gates ask and report, who passed and when, and how many people are in the park.
 * It knows tickets and gates and nothing of money.
 */
@ApplicationModule(
    displayName = "Admission 检票",
    allowedDependencies = {"ticketing", "catalog", "foundation", "identity", "audit", "terminal"})
@NullMarked
package io.shanmen.server.admission;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
