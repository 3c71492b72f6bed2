/** From the bytes of a scanner to the text of a code. */
@NullMarked
package io.shanmen.gate.reader;

import org.jspecify.annotations.NullMarked;
