/** The doctor's visit: what runs here, whether it is healthy, and whether its books are sound. */
@ApplicationModule(
    displayName = "Doctor",
    allowedDependencies = {"host", "postgres", "tls", "foundation", "audit"})
@NullMarked
package io.shanmen.server.doctor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
