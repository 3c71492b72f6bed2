package io.shanmen.server.aftersales;

import io.shanmen.kernel.ledger.Transfer.Cause;
import io.shanmen.kernel.ledger.TransferResult;
import io.shanmen.kernel.money.Money;
import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.aftersales.Refund.RefundTicket;
import io.shanmen.server.capacity.Capacity;
import io.shanmen.server.capacity.HoldId;
import io.shanmen.server.capacity.ReturnRequest;
import io.shanmen.server.cashdesk.OpenShift;
import io.shanmen.server.foundation.Moment;
import io.shanmen.server.ledger.Ledger;
import io.shanmen.server.ledger.Movement;
import io.shanmen.server.ordering.Orders;
import io.shanmen.server.ordering.SalesAccounts;
import io.shanmen.server.payment.Payments;
import io.shanmen.server.payment.Purpose;
import io.shanmen.server.payment.RefundId;
import io.shanmen.server.payment.RefundRequest;
import io.shanmen.server.payment.Refunded;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The money and the places of a refund. Joins the caller's transaction. */
@Component
class RefundPayment {

  private static final Purpose REFUND = new Purpose(SalesAccounts.DEFERRED_REVENUE, "REFUND");

  private final Payments payments;
  private final Ledger ledger;
  private final Capacity capacity;
  private final Orders orders;
  private final RefundSettings settings;

  RefundPayment(
      Payments payments, Ledger ledger, Capacity capacity, Orders orders, RefundSettings settings) {
    this.payments = payments;
    this.ledger = ledger;
    this.capacity = capacity;
    this.orders = orders;
    this.settings = settings;
  }

  /**
   * Pays the visitor by the way the money came (R18), out of this shift's drawer (R19). Deferred
   * revenue is reversed, dated now: the fee is earned, the rest has gone out.
   */
  Outcome<Refunded> pay(Refund refund, OpenShift shift, Moment now) {
    Currency currency = Currency.getInstance(refund.money().currency());
    Outcome<Refunded> paid =
        payments
            .refund(
                List.of(
                    new RefundRequest(
                        new RefundId(refund.requestId()),
                        refund.orderId(),
                        Money.of(refund.money().amountMinor(), currency),
                        shift,
                        REFUND)),
                now)
            .getFirst();
    if (paid.isDone()) {
      keepFee(refund, Money.of(refund.money().feeMinor(), currency), now);
      giveBackPlaces(refund);
    }
    return paid;
  }

  private void keepFee(Refund refund, Money fee, Moment now) {
    if (!fee.isPositive()) {
      return;
    }
    Movement movement =
        new Movement(
            SalesAccounts.DEFERRED_REVENUE,
            RefundAccounts.REFUND_FEES,
            fee,
            new Cause("REFUND_FEE", refund.orderId().toString()));
    List<TransferResult> results = ledger.move(List.of(List.of(movement)), now);
    if (results.stream().anyMatch(result -> result != TransferResult.DONE)) {
      throw new IllegalStateException(
          "the fee of refund " + refund.requestId() + " is not booked: " + results);
    }
  }

  private void giveBackPlaces(Refund refund) {
    Map<Integer, HoldId> places = orders.placesOf(refund.orderId());
    Map<Integer, Integer> heads =
        refund.tickets().stream()
            .filter(ticket -> places.containsKey(ticket.lineNo()))
            .collect(
                Collectors.groupingBy(
                    RefundTicket::lineNo, Collectors.summingInt(RefundTicket::heads)));
    List<ReturnRequest> returns = new ArrayList<>();
    places.forEach(
        (line, hold) -> {
          Integer freed = heads.get(line);
          if (freed != null) {
            returns.add(new ReturnRequest(hold, freed, settings.placesReturn()));
          }
        });
    if (!returns.isEmpty()) {
      capacity.giveBack(returns).forEach(Outcome::orThrow);
    }
  }
}
