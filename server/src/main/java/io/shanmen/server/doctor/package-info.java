/** The doctor's visit: what runs here, and whether it is healthy. */
@ApplicationModule(
    displayName = "Doctor",
    allowedDependencies = {"host", "postgres", "tls"})
@NullMarked
package io.shanmen.server.doctor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
