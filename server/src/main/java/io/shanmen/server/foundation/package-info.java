/**
 * The ground that every room stands on: the park's profile, ids and clock, commits in sets, and the
 * one place where an outcome becomes an HTTP answer. It knows no business.
 */
@ApplicationModule(displayName = "Foundation", type = ApplicationModule.Type.OPEN)
@NullMarked
package io.shanmen.server.foundation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
