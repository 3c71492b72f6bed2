/** Paper: tickets and slips drawn once, for PDF and for thermal printers. */
@NullMarked
package io.shanmen.server.ticketing.paper;

import org.jspecify.annotations.NullMarked;
