/**
 * Places on a day or in a slot: how many there are, held, sold and given back. Claims are written
 * in sets; nothing is ever oversold.
 */
@ApplicationModule(
    displayName = "Capacity 名额",
    allowedDependencies = {"catalog", "foundation", "identity", "audit", "terminal"})
@NullMarked
package io.shanmen.server.capacity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
