/** Amounts in integer minor units. */
@NullMarked
package io.shanmen.kernel.money;

import org.jspecify.annotations.NullMarked;
