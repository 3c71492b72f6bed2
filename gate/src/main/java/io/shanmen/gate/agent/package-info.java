/** Duty cycles: work that a thread repeats in production and a test repeats step by step. */
@NullMarked
package io.shanmen.gate.agent;

import org.jspecify.annotations.NullMarked;
