package io.shanmen.server.ordering;

import io.shanmen.kernel.ledger.Transfer;
import io.shanmen.kernel.ledger.TransferId;
import io.shanmen.kernel.ledger.TransferResult;
import io.shanmen.kernel.money.Money;
import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.cashdesk.OpenShift;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.ledger.Ledger;
import io.shanmen.server.payment.Paid;
import io.shanmen.server.payment.PaymentAccounts;
import io.shanmen.server.payment.PaymentRequest;
import io.shanmen.server.payment.Payments;
import io.shanmen.server.payment.RefundId;
import io.shanmen.server.payment.RefundRequest;
import io.shanmen.server.payment.Refunded;
import io.shanmen.server.payment.Tender;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The money of sales: taken by {@code payment} against the clearing account, and booked here from
 * there to deferred revenue, in the same transaction.
 */
@Component
class SaleMoney {

  private final Payments payments;
  private final Ledger ledger;
  private final Ids ids;

  SaleMoney(Payments payments, Ledger ledger, Ids ids) {
    this.payments = payments;
    this.ledger = ledger;
    this.ids = ids;
  }

  /** Takes the money of all sales. */
  void take(List<Sale> sales) {
    if (sales.isEmpty()) {
      return;
    }
    List<Outcome<Paid>> outcomes =
        payments.take(sales.stream().map(SaleMoney::paymentRequest).toList());
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
    return new PaymentRequest(sale.orderId(), sale.shift(), due, tenders);
  }

  /** Books what was sold: owed to visitors until they come. */
  void book(List<Sale> sold) {
    post(
        sold.stream()
            .filter(sale -> sale.command().priced().total().isPositive())
            .map(
                sale ->
                    new Booking(
                        sale.command().priced().total(),
                        new Transfer.Cause("SALE", sale.orderId().toString())))
            .toList(),
        new Transfer.Sides(
            PaymentAccounts.ORDER_CLEARING.id(), SalesAccounts.DEFERRED_REVENUE.id()));
  }

  /** Pays a voided order back and takes it out of the books. Joins the caller's transaction. */
  Outcome<Refunded> undo(UUID voidId, Order order, OpenShift shift) {
    Money total =
        Money.of(order.money().totalMinor(), Currency.getInstance(order.money().currency()));
    if (total.isZero()) {
      return Outcome.done(new Refunded(new RefundId(voidId), order.orderId(), List.of()));
    }
    Outcome<Refunded> refunded =
        payments
            .refund(List.of(new RefundRequest(new RefundId(voidId), order.orderId(), total, shift)))
            .getFirst();
    if (refunded.isDone()) {
      post(
          List.of(new Booking(total, new Transfer.Cause("VOID", order.orderId().toString()))),
          new Transfer.Sides(
              SalesAccounts.DEFERRED_REVENUE.id(), PaymentAccounts.ORDER_CLEARING.id()));
    }
    return refunded;
  }

  private record Booking(Money amount, Transfer.Cause cause) {}

  private void post(List<Booking> bookings, Transfer.Sides sides) {
    if (bookings.isEmpty()) {
      return;
    }
    List<TransferResult> results = ledger.post(moves(bookings, sides));
    if (results.stream().anyMatch(SaleMoney::accountMissing)) {
      // Only before the first sale of a park: both accounts are the park's own.
      ledger.open(List.of(PaymentAccounts.ORDER_CLEARING, SalesAccounts.DEFERRED_REVENUE));
      results = ledger.post(moves(bookings, sides));
    }
    if (results.stream().anyMatch(result -> result != TransferResult.DONE)) {
      throw new IllegalStateException("sales are not booked: " + results);
    }
  }

  private List<Transfer> moves(List<Booking> bookings, Transfer.Sides sides) {
    return bookings.stream()
        .<Transfer>map(
            booking ->
                new Transfer.Move(
                    new TransferId(ids.next()), sides, booking.amount(), booking.cause()))
        .toList();
  }

  private static boolean accountMissing(TransferResult result) {
    return result == TransferResult.DEBIT_ACCOUNT_NOT_FOUND
        || result == TransferResult.CREDIT_ACCOUNT_NOT_FOUND;
  }
}
