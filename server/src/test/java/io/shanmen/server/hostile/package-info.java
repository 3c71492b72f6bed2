/** What an attacker does to the server, and what it gets. */
@NullMarked
package io.shanmen.server.hostile;

import org.jspecify.annotations.NullMarked;
