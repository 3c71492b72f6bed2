/** Serial lines made of pseudo-terminals: paced as a real baud rate, and as noisy as asked. */
@NullMarked
package io.shanmen.simulators.line;

import org.jspecify.annotations.NullMarked;
