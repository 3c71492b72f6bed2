/** A terminal without a screen: proves its key, signs in, calls the server's API. */
@NullMarked
package io.shanmen.simulators.client;

import org.jspecify.annotations.NullMarked;
