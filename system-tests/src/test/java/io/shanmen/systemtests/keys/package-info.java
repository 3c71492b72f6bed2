/** Keys, looked after from the command line. */
@NullMarked
package io.shanmen.systemtests.keys;

import org.jspecify.annotations.NullMarked;
