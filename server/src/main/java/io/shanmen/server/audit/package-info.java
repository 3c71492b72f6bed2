/** What was done, by whom, where, before and after: appended, chained by hashes, never changed. */
@ApplicationModule(allowedDependencies = {"foundation", "host", "postgres"})
@NullMarked
package io.shanmen.server.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
