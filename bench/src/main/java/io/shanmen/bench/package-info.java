/** Measures speed, each figure beside its physical limit in the same run. */
@NullMarked
package io.shanmen.bench;

import org.jspecify.annotations.NullMarked;
