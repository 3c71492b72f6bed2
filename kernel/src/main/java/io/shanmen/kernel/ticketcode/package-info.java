/**
 * What a ticket's printed code says, and how it is written and read
 * (docs/protocols/ticket-code.md).
 */
@NullMarked
package io.shanmen.kernel.ticketcode;

import org.jspecify.annotations.NullMarked;
