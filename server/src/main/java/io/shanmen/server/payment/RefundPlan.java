package io.shanmen.server.payment;

import io.shanmen.kernel.money.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Spreads a refund over an order's payments: the latest tender first, cash last (R18). */
final class RefundPlan {

  private static final Comparator<PaymentRow> CASH_LAST =
      Comparator.comparing((PaymentRow row) -> row.payment().kind() == TenderKind.CASH);

  private static final Comparator<PaymentRow> ORDER =
      CASH_LAST.thenComparing(PaymentRow::number, Comparator.reverseOrder());

  private RefundPlan() {}

  static Money refundable(List<PaymentRow> payments, Money zero) {
    return payments.stream().map(PaymentRow::refundable).reduce(zero, Money::plus);
  }

  /** The parts of a refund of no more than is refundable. */
  static List<RefundPart> parts(List<PaymentRow> payments, Money amount) {
    List<RefundPart> parts = new ArrayList<>();
    Money left = amount;
    for (PaymentRow row : payments.stream().sorted(ORDER).toList()) {
      Money part = left.compareTo(row.refundable()) < 0 ? left : row.refundable();
      if (part.isPositive()) {
        parts.add(new RefundPart(row.payment().id(), row.payment().kind(), part));
        left = left.minus(part);
      }
    }
    if (!left.isZero()) {
      throw new IllegalArgumentException("more is refunded than was paid: " + left);
    }
    return parts;
  }
}
