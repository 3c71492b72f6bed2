package io.shanmen.server.ordering;

import java.time.Instant;
import java.util.UUID;

/**
 * A sale was undone as a mistake (R14).
 *
 * @param orderId which
 * @param amountMinor what went back to the visitor
 * @param operatorId by whom
 * @param at when
 */
public record OrderVoided(UUID orderId, long amountMinor, UUID operatorId, Instant at) {}
