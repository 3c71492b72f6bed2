/** The pure rules of a park: no input, no output, no clock, no randomness. */
@NullMarked
package io.shanmen.kernel;

import org.jspecify.annotations.NullMarked;
