/** Turnstile boards that speak the 7E/7F protocol on an RS-485 bus. */
@NullMarked
package io.shanmen.simulators.turnstile;

import org.jspecify.annotations.NullMarked;
