package io.shanmen.server.admission;

import io.shanmen.kernel.time.BusinessDay;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One person who passed a gate.
 *
 * @param requestId the presentation; together with {@code nth} the passage's identity
 * @param nth 1 for the first person of it
 * @param sort what it counts as
 * @param ticketNo the ticket; null where none was shown
 * @param productNo the ticket type's number; null where it is not known
 * @param gateNo the gate
 * @param at when, by the gate's clock
 * @param day the business day that it is booked on
 * @param conflict whether its use belongs to another passage (R86)
 */
public record ConfirmedPassage(
    UUID requestId,
    int nth,
    PassageSort sort,
    @Nullable Long ticketNo,
    @Nullable Integer productNo,
    int gateNo,
    Instant at,
    BusinessDay day,
    boolean conflict) {}
