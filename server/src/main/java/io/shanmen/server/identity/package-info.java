/** Operators, their roles and permissions, their passwords and sessions, and approvals. */
@ApplicationModule(allowedDependencies = {"audit", "foundation", "vault"})
@NullMarked
package io.shanmen.server.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
