/** Double entry with holds and limits: the rules that every ledger obeys. */
@NullMarked
package io.shanmen.kernel.ledger;

import org.jspecify.annotations.NullMarked;
