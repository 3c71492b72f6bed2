package io.shanmen.server.ordering;

import io.shanmen.kernel.money.Money;
import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.cashdesk.OpenShift;
import io.shanmen.server.foundation.Moment;
import io.shanmen.server.ordering.Voids.Undone;
import io.shanmen.server.payment.Paid;
import io.shanmen.server.payment.PaymentRequest;
import io.shanmen.server.payment.Payments;
import io.shanmen.server.payment.Purpose;
import io.shanmen.server.payment.RefundId;
import io.shanmen.server.payment.RefundRequest;
import io.shanmen.server.payment.Refunded;
import io.shanmen.server.payment.Tender;
import java.util.Currency;
import java.util.List;
import org.springframework.stereotype.Component;

/** The money of sales: what is sold is owed to visitors until they come. */
@Component
class SaleMoney {

  private static final Purpose SALE = new Purpose(SalesAccounts.DEFERRED_REVENUE, "SALE");
  private static final Purpose VOID = new Purpose(SalesAccounts.DEFERRED_REVENUE, "VOID");

  private final Payments payments;

  SaleMoney(Payments payments) {
    this.payments = payments;
  }

  /** Takes the money of all sales. */
  void take(List<Sale> sales, Moment now) {
    if (sales.isEmpty()) {
      return;
    }
    List<Outcome<Paid>> outcomes =
        payments.take(sales.stream().map(SaleMoney::paymentRequest).toList(), now);
    for (int i = 0; i < outcomes.size(); i++) {
      Sale sale = sales.get(i);
      sale.take(outcomes.get(i)).ifPresent(sale::setPaid);
    }
  }

  private static PaymentRequest paymentRequest(Sale sale) {
    Money due = sale.command().priced().total();
    SaleRequest.Tendered given = sale.command().request().tender();
    List<Tender> tenders =
        switch (given.kind()) {
          case CASH ->
              due.isZero()
                  ? List.of()
                  : List.of(new Tender.Cash(due, Money.of(given.receivedMinor(), due.currency())));
        };
    return new PaymentRequest(sale.orderId(), sale.shift(), due, tenders, SALE);
  }

  /** Pays a voided order back and takes it out of the books. Joins the caller's transaction. */
  Outcome<Refunded> undo(Undone undone, Order order, OpenShift shift) {
    Money total =
        Money.of(order.money().totalMinor(), Currency.getInstance(order.money().currency()));
    RefundId id = new RefundId(undone.requestId());
    return total.isZero()
        ? Outcome.done(new Refunded(id, order.orderId(), List.of()))
        : payments
            .refund(
                List.of(new RefundRequest(id, order.orderId(), total, shift, VOID)),
                undone.moment())
            .getFirst();
  }
}
