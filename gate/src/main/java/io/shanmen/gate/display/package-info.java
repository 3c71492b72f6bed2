/** The page for the gate's own display. */
@NullMarked
package io.shanmen.gate.display;

import org.jspecify.annotations.NullMarked;
