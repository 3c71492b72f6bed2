/** When a ticket is valid: the models V1 to V10 as data. */
@NullMarked
package io.shanmen.kernel.validity;

import org.jspecify.annotations.NullMarked;
