/** The gate controller: decides by itself, in milliseconds, when the server is slow or away. */
@NullMarked
package io.shanmen.gate;

import org.jspecify.annotations.NullMarked;
