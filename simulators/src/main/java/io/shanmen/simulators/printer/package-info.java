/** A thermal printer that speaks ESC/POS over TCP and shows its paper as pictures. */
@NullMarked
package io.shanmen.simulators.printer;

import org.jspecify.annotations.NullMarked;
