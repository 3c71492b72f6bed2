/** Hostile input for parsers: good samples, spoiled by a seed. */
@NullMarked
package io.shanmen.simulators.fuzz;

import org.jspecify.annotations.NullMarked;
