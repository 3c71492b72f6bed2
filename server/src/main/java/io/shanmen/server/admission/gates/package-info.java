/** The gates themselves: number, place, health and orders to them. */
@NullMarked
package io.shanmen.server.admission.gates;

import org.jspecify.annotations.NullMarked;
