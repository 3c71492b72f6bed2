package io.shanmen.server.ticketing;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that befell a ticket.
 *
 * @param ticketNo which ticket
 * @param at when
 * @param kind what, in capitals, as in {@code REPRINTED} or {@code ADMITTED}; screens have words
 *     for it
 * @param zh what happened in one Chinese sentence
 * @param en the same in English
 * @param operatorId who did it; null where a machine did
 * @param terminalId where; null where no terminal was used
 * @param facts small facts for the curious: amounts in minor units, counts, gates
 */
public record TicketLifeEvent(
    long ticketNo,
    Instant at,
    String kind,
    String zh,
    String en,
    @Nullable UUID operatorId,
    @Nullable UUID terminalId,
    Map<String, Object> facts) {

  public TicketLifeEvent {
    facts = Map.copyOf(facts);
  }
}
