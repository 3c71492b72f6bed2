/** The algorithms of ticket codes on this machine. */
@NullMarked
package io.shanmen.gate.crypto;

import org.jspecify.annotations.NullMarked;
