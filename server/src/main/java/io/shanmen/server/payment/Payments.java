package io.shanmen.server.payment;

import io.shanmen.kernel.outcome.Outcome;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The face of the module: takes money and pays it back, in sets, and books both.
 *
 * <p>A payment is booked from the tender's account (for cash the shift's drawer) against the
 * clearing account of orders; whoever conducts the sale books the other half, from clearing to
 * revenue, in the same transaction, so that clearing is always zero.
 */
@Component
public class Payments {

  Payments() {}

  /** Takes the money for orders. Joins the caller's transaction; refuses for each member alone. */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Outcome<Paid>> take(List<PaymentRequest> requests) {
    throw new UnsupportedOperationException("follows with the migrations");
  }

  /**
   * Pays money back by the way it came: the latest tender first, cash last, never more than was
   * paid. Joins the caller's transaction; refuses for each member alone.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Outcome<Refunded>> refund(List<RefundRequest> requests) {
    throw new UnsupportedOperationException("follows with the migrations");
  }
}
