/**
 * The database: PostgreSQL started and stopped with the server, or any PostgreSQL by URL; and the
 * migrations of all modules.
 */
@ApplicationModule(displayName = "PostgreSQL", allowedDependencies = "host")
@NullMarked
package io.shanmen.server.postgres;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
