package io.shanmen.server.aftersales;

import io.shanmen.kernel.time.BusinessDay;
import java.time.Instant;
import java.util.UUID;

/**
 * A refund was paid out.
 *
 * @param requestId which
 * @param orderId of which order
 * @param at when
 * @param day the business day
 * @param terminalId at which desk
 * @param tickets how many tickets
 * @param amountMinor how much
 */
public record RefundExecuted(
    UUID requestId,
    UUID orderId,
    Instant at,
    BusinessDay day,
    UUID terminalId,
    int tickets,
    long amountMinor) {}
