/**
 * The machine under the server: its data folder, and start-up refusals that a person can act on.
 */
@ApplicationModule(
    displayName = "Host",
    allowedDependencies = {})
@NullMarked
package io.shanmen.server.host;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
