/** The gate's side of the protocol between gate and server. */
@NullMarked
package io.shanmen.gate.link;

import org.jspecify.annotations.NullMarked;
