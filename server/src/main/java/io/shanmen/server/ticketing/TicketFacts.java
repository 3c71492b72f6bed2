package io.shanmen.server.ticketing;

import io.shanmen.kernel.ticketcode.Claims;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What admission needs to know of a ticket.
 *
 * @param claims what its present code says: number, code version, type, validity, heads, uses,
 *     checkpoints
 * @param orderId the order that it was sold with, an opaque reference
 * @param state where it stands
 * @param uses how many first passages of a person it holds in all; 0 without limit
 * @param used how many of them are gone
 * @param reserved how many are promised to gates that have opened and not confirmed
 * @param firstUsedAt when it was first used; null if it was not
 * @param issuedAt when it was sold
 */
public record TicketFacts(
    Claims claims,
    UUID orderId,
    TicketState state,
    int uses,
    int used,
    int reserved,
    @Nullable Instant firstUsedAt,
    Instant issuedAt) {

  public long ticketNo() {
    return claims.ticket().number();
  }
}
