package io.shanmen.server.payment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a cash drawer was opened, and why.
 *
 * @param openingId made by the client, or by the server for sales and refunds
 * @param shiftId in which shift
 * @param operatorName by whom
 * @param cause for a sale, for a refund, or for neither
 * @param reason why, where there was neither
 * @param openedAt when
 */
public record DrawerOpening(
    UUID openingId,
    UUID shiftId,
    String operatorName,
    Cause cause,
    @Nullable String reason,
    Instant openedAt) {

  /** For what a drawer opens. Many openings without a sale are looked at (F9). */
  public enum Cause {
    SALE,
    REFUND,
    NO_SALE
  }
}
