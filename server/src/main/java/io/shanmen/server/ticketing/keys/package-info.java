/** The keys of ticket codes: made, wrapped, kept and used. */
@NullMarked
package io.shanmen.server.ticketing.keys;

import org.jspecify.annotations.NullMarked;
