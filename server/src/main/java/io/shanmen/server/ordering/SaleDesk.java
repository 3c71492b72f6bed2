package io.shanmen.server.ordering;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.server.catalog.Catalog;
import io.shanmen.server.catalog.PriceQuestion;
import io.shanmen.server.catalog.PricedSale;
import io.shanmen.server.catalog.ProductId;
import io.shanmen.server.foundation.GroupCommit;
import io.shanmen.server.foundation.ParkClock;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.payment.TenderKind;
import io.shanmen.server.ticketing.Ticket;
import io.shanmen.server.ticketing.Tickets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The window's side of a sale: prices it and checks all that needs no lock, hands it to the writer,
 * and signs the codes of the tickets when the transaction is over.
 */
@Component
class SaleDesk {

  /** More change than this, in minor units, is a slip of the keyboard. */
  static final long CHANGE_LIMIT_MINOR = 100_000;

  private final Catalog catalog;
  private final OrderStore store;
  private final Orders orders;
  private final Tickets tickets;
  private final ParkClock clock;
  private final GroupCommit<SaleCommand, Outcome<SaleResult>> writer;

  SaleDesk(
      Catalog catalog,
      OrderStore store,
      Orders orders,
      Tickets tickets,
      ParkClock clock,
      GroupCommit<SaleCommand, Outcome<SaleResult>> writer) {
    this.catalog = catalog;
    this.store = store;
    this.orders = orders;
    this.tickets = tickets;
    this.clock = clock;
    this.writer = writer;
  }

  /** What a cart costs now; nothing is held. */
  Outcome<Quote> quote(List<WantedLine> lines) {
    return price(lines).map(SaleDesk::quote);
  }

  private static Quote quote(PricedSale priced) {
    List<Quote.Line> lines = SaleLines.shown(priced);
    return new Quote(
        lines,
        lines.stream().mapToInt(Quote.Line::tickets).sum(),
        lines.stream().mapToInt(Quote.Line::heads).sum(),
        priced.total().minor(),
        priced.total().currency().getCurrencyCode(),
        lines.stream().anyMatch(line -> line.quantity() > WantedLine.UNCONFIRMED_LIMIT_QUANTITY));
  }

  /** The server's prices (F4), for days that have not passed. */
  Outcome<PricedSale> price(List<WantedLine> lines) {
    BusinessDay today = clock.now().day();
    List<PriceQuestion.Line> questions = new ArrayList<>();
    for (WantedLine line : lines) {
      LocalDate visit = line.visitDay();
      BusinessDay day = visit == null ? today : new BusinessDay(visit);
      if (day.isBefore(today)) {
        return Outcome.refused(dayPassed(day));
      }
      questions.add(
          new PriceQuestion.Line(
              new ProductId(line.productId()), line.quantity(), day, line.slotNo()));
    }
    return catalog
        .quote(List.of(new PriceQuestion(Sale.CHANNEL, null, questions)), today)
        .getFirst();
  }

  static Refusal dayPassed(BusinessDay day) {
    return Refusal.of(OrderingProblem.VISIT_DAY_PASSED, "day", day.date().toString());
  }

  /** Sells; the same request again has the same answer, whatever has changed since. */
  Outcome<Order> sell(SaleRequest request, SignedIn who) {
    byte[] hash =
        ContentHash.of(
            request.lines(),
            request.totalMinor(),
            request.tender(),
            Optional.ofNullable(request.cartId()),
            who.operatorId(),
            who.terminalId());
    return switch (check(request)) {
      case Outcome.Done<PricedSale>(PricedSale priced) ->
          writer.submit(new SaleCommand(request, hash, who, priced)).then(this::answer);
      case Outcome.Refused<PricedSale>(Refusal reason) ->
          answerBefore(request.orderId(), hash).orElseGet(() -> Outcome.refused(reason));
    };
  }

  private Outcome<PricedSale> check(SaleRequest request) {
    return tickets
        .stopped()
        .<Outcome<PricedSale>>map(Outcome::refused)
        .orElseGet(() -> price(request.lines()).then(priced -> check(request, priced)));
  }

  private static Outcome<PricedSale> check(SaleRequest request, PricedSale priced) {
    long due = priced.total().minor();
    SaleRequest.Tendered tender = request.tender();
    if (request.totalMinor() != due) {
      return Outcome.refused(OrderingProblem.PRICE_CHANGED, Map.of("dueMinor", due));
    }
    if (!request.confirmed() && quote(priced).needsConfirmation()) {
      return Outcome.refused(
          OrderingProblem.QUANTITY_NOT_CONFIRMED,
          Map.of("limit", WantedLine.UNCONFIRMED_LIMIT_QUANTITY));
    }
    if (tender.receivedMinor() < due) {
      return Outcome.refused(
          OrderingProblem.NOT_ENOUGH_RECEIVED,
          Map.of("receivedMinor", tender.receivedMinor(), "dueMinor", due));
    }
    boolean tooMuch =
        switch (tender.kind()) {
          case CASH ->
              due == 0
                  ? tender.receivedMinor() > 0
                  : tender.receivedMinor() - due > CHANGE_LIMIT_MINOR;
        };
    return tooMuch
        ? Outcome.refused(
            OrderingProblem.RECEIVED_TOO_MUCH, Map.of("receivedMinor", tender.receivedMinor()))
        : Outcome.done(priced);
  }

  private Optional<Outcome<Order>> answerBefore(UUID orderId, byte[] hash) {
    return store
        .find(orderId)
        .map(
            stored ->
                OrderStore.sameContent(stored.contentHash(), hash)
                    .<Outcome<Order>>map(Outcome::refused)
                    .orElseGet(() -> Outcome.done(orders.withTickets(stored))));
  }

  private Outcome<Order> answer(SaleResult result) {
    return switch (result) {
      case SaleResult.Sold(Sale sale) -> Outcome.done(order(sale));
      case SaleResult.SoldBefore(UUID orderId) ->
          orders
              .find(orderId)
              .map(Outcome::done)
              .orElseGet(() -> Outcome.refused(OrderingProblem.ORDER_NOT_FOUND));
    };
  }

  /** The answer from what the writer has in hand: a fresh sale is not read back. */
  private Order order(Sale sale) {
    List<Ticket> issued = new ArrayList<>();
    for (int i = 0; i < sale.requests().size(); i++) {
      issued.addAll(tickets.show(sale.requests().get(i), sale.issued().get(i)));
    }
    long total = sale.command().priced().total().minor();
    long change = sale.paid().change().minor();
    TenderKind kind = sale.command().request().tender().kind();
    return new Order(
        sale.orderId(),
        sale.orderNo(),
        OrderState.FULFILLED,
        new Order.Sale(
            Sale.CHANNEL,
            sale.moment().at(),
            sale.moment().day().date(),
            sale.command().who().operatorId(),
            sale.command().who().operatorName(),
            sale.command().who().terminalId(),
            sale.shift().id().value()),
        SaleLines.shown(sale.command().priced()),
        new Order.Paid(
            total,
            sale.command().priced().total().currency().getCurrencyCode(),
            kind.name(),
            total + change,
            change),
        issued);
  }
}
