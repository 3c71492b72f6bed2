package io.shanmen.server.aftersales;

import io.shanmen.kernel.ledger.Transfer;
import io.shanmen.kernel.ledger.TransferId;
import io.shanmen.kernel.ledger.TransferResult;
import io.shanmen.kernel.money.Money;
import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.aftersales.Refund.RefundTicket;
import io.shanmen.server.capacity.Capacity;
import io.shanmen.server.capacity.HoldId;
import io.shanmen.server.capacity.ReturnRequest;
import io.shanmen.server.cashdesk.OpenShift;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.ledger.Ledger;
import io.shanmen.server.ordering.Orders;
import io.shanmen.server.ordering.SalesAccounts;
import io.shanmen.server.payment.PaymentAccounts;
import io.shanmen.server.payment.Payments;
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

  private final Payments payments;
  private final Ledger ledger;
  private final Capacity capacity;
  private final Orders orders;
  private final RefundSettings settings;
  private final Ids ids;

  RefundPayment(
      Payments payments,
      Ledger ledger,
      Capacity capacity,
      Orders orders,
      RefundSettings settings,
      Ids ids) {
    this.payments = payments;
    this.ledger = ledger;
    this.capacity = capacity;
    this.orders = orders;
    this.settings = settings;
    this.ids = ids;
  }

  /** Pays the visitor by the way the money came (R18), out of this shift's drawer (R19). */
  Outcome<Refunded> pay(Refund refund, OpenShift shift) {
    Currency currency = Currency.getInstance(refund.money().currency());
    Outcome<Refunded> paid =
        payments
            .refund(
                List.of(
                    new RefundRequest(
                        new RefundId(refund.requestId()),
                        refund.orderId(),
                        Money.of(refund.money().amountMinor(), currency),
                        shift)))
            .getFirst();
    if (paid.isDone()) {
      book(refund, currency);
      giveBackPlaces(refund);
    }
    return paid;
  }

  /** Reverses deferred revenue, dated now: the fee is earned, the rest has gone out. */
  private void book(Refund refund, Currency currency) {
    List<Transfer> moves = new ArrayList<>();
    moves.add(
        move(
            new Transfer.Sides(
                SalesAccounts.DEFERRED_REVENUE.id(), PaymentAccounts.ORDER_CLEARING.id()),
            Money.of(refund.money().amountMinor(), currency),
            new Transfer.Cause("REFUND", refund.orderId().toString())));
    if (refund.money().feeMinor() > 0) {
      ledger.open(List.of(RefundAccounts.REFUND_FEES));
      moves.add(
          move(
              new Transfer.Sides(
                  SalesAccounts.DEFERRED_REVENUE.id(), RefundAccounts.REFUND_FEES.id()),
              Money.of(refund.money().feeMinor(), currency),
              new Transfer.Cause("REFUND_FEE", refund.orderId().toString())));
    }
    List<TransferResult> results = ledger.postChains(List.of(moves));
    if (results.stream().anyMatch(result -> result != TransferResult.DONE)) {
      throw new IllegalStateException(
          "refund " + refund.requestId() + " is not booked: " + results);
    }
  }

  private Transfer move(Transfer.Sides sides, Money amount, Transfer.Cause cause) {
    return new Transfer.Move(new TransferId(ids.next()), sides, amount, cause);
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
