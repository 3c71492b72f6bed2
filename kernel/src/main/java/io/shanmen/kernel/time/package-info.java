/** Business days with a cut-off in the park's zone. */
@NullMarked
package io.shanmen.kernel.time;

import org.jspecify.annotations.NullMarked;
