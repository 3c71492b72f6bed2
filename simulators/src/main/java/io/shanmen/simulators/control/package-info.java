/** How a person, a test or the demo park drives a simulated device: one line in, one line out. */
@NullMarked
package io.shanmen.simulators.control;

import org.jspecify.annotations.NullMarked;
