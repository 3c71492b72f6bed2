/** Serial ports that come back after they were lost. */
@NullMarked
package io.shanmen.gate.serial;

import org.jspecify.annotations.NullMarked;
