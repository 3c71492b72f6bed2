/** The server: a modular monolith. Each direct sub-package is a room with a face of its own. */
@NullMarked
package io.shanmen.server;

import org.jspecify.annotations.NullMarked;
