/** Turnstile boards: open, close, and count who passed. */
@NullMarked
package io.shanmen.gate.board;

import org.jspecify.annotations.NullMarked;
