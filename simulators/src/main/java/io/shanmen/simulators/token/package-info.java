/** A token for the master key (PKCS#11) that can be pulled out. */
@NullMarked
package io.shanmen.simulators.token;

import org.jspecify.annotations.NullMarked;
