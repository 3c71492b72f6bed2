/** The park in one process, driven by a seed: clock, network and crashes are the seed's. */
@NullMarked
package io.shanmen.systemtests.sim;

import org.jspecify.annotations.NullMarked;
