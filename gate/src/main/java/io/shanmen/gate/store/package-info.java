/** What the gate knows and what it did, on disk: the synced list and the journal. */
@NullMarked
package io.shanmen.gate.store;

import org.jspecify.annotations.NullMarked;
