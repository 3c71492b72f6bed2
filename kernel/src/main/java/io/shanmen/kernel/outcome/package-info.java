/** Outcomes that are values: done, or refused with a reason. */
@NullMarked
package io.shanmen.kernel.outcome;

import org.jspecify.annotations.NullMarked;
