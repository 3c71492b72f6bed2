package io.shanmen.server.payment;

import java.util.List;
import java.util.UUID;

/**
 * Money went back to the visitor.
 *
 * @param id the refund
 * @param orderId the order
 * @param parts by which ways, the latest tender first and cash last
 */
public record Refunded(RefundId id, UUID orderId, List<RefundPart> parts) {

  public Refunded {
    parts = List.copyOf(parts);
  }
}
