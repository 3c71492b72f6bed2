/** The other end of every wire: programs that speak the real protocols, runnable by hand. */
@NullMarked
package io.shanmen.simulators;

import org.jspecify.annotations.NullMarked;
