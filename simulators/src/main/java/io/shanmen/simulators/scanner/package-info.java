/** Serial code scanners: the text of a code and a line end, nothing else. */
@NullMarked
package io.shanmen.simulators.scanner;

import org.jspecify.annotations.NullMarked;
