package io.shanmen.server.ticketing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who changes a ticket, where and when.
 *
 * @param operatorId the operator
 * @param terminalId the computer
 * @param shiftId the operator's shift; null outside one
 * @param at when
 */
public record By(UUID operatorId, UUID terminalId, @Nullable UUID shiftId, Instant at) {}
