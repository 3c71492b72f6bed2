package io.shanmen.server.ticketing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who changes a ticket, where and when.
 *
 * @param operatorId the operator; null where the server acts by itself
 * @param terminalId the computer; null likewise
 * @param shiftId the operator's shift; null outside one
 * @param at when
 */
public record By(
    @Nullable UUID operatorId, @Nullable UUID terminalId, @Nullable UUID shiftId, Instant at) {

  /** The server itself: a timer. */
  public static By server(Instant at) {
    return new By(null, null, null, at);
  }
}
