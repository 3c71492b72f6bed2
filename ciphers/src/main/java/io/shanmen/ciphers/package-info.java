/** The algorithms behind the kernel's port, for server and gate alike. */
@NullMarked
package io.shanmen.ciphers;

import org.jspecify.annotations.NullMarked;
