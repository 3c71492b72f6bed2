/** One lane: from a code before the reader to a person behind the flaps. */
@NullMarked
package io.shanmen.gate.lane;

import org.jspecify.annotations.NullMarked;
