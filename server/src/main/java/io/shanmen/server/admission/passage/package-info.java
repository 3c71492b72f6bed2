/** Authorise, confirm, release: presentations of tickets, written in sets. */
@NullMarked
package io.shanmen.server.admission.passage;

import org.jspecify.annotations.NullMarked;
