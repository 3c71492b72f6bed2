/** Clients of the server for tests: terminals with keys, operators who are signed in. */
@NullMarked
package io.shanmen.server.client;

import org.jspecify.annotations.NullMarked;
