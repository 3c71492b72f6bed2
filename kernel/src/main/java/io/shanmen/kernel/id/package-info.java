/** Typed, time-ordered identifiers. */
@NullMarked
package io.shanmen.kernel.id;

import org.jspecify.annotations.NullMarked;
