package io.shanmen.server.ticketing;

import io.shanmen.kernel.time.BusinessDay;
import java.time.Instant;
import java.util.UUID;

/**
 * Where, when and by whom a ticket was sold.
 *
 * @param channel the way of sale, {@code WINDOW} for now
 * @param operatorId who sold it
 * @param terminalId at which computer
 * @param shiftId in which shift
 * @param day the business day of the sale
 * @param at the moment of the sale
 */
public record SoldBy(
    String channel, UUID operatorId, UUID terminalId, UUID shiftId, BusinessDay day, Instant at) {}
