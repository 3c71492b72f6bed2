/** Who may pass a gate, and why not (docs/protocols/admission.md). */
@NullMarked
package io.shanmen.kernel.admission;

import org.jspecify.annotations.NullMarked;
