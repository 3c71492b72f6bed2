/** The gate's time: led by the server's, and doubted when it jumps. */
@NullMarked
package io.shanmen.gate.clock;

import org.jspecify.annotations.NullMarked;
