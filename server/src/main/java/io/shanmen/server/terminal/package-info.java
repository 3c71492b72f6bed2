/** Approved computers and enrolled gates: their keys, their proofs, their health, and sign-in. */
@ApplicationModule(allowedDependencies = {"identity", "audit", "foundation", "host"})
@NullMarked
package io.shanmen.server.terminal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
