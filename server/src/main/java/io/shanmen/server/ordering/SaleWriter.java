package io.shanmen.server.ordering;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.cashdesk.CashDesk;
import io.shanmen.server.cashdesk.OpenShift;
import io.shanmen.server.cashdesk.Till;
import io.shanmen.server.foundation.GroupCommit;
import io.shanmen.server.foundation.Moment;
import io.shanmen.server.foundation.ParkClock;
import io.shanmen.server.ordering.OrdersPaid.PaidOrder;
import io.shanmen.server.ticketing.Tickets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Conducts sales, many in one transaction: known before? · shift · places · money · order ·
 * tickets. Each step works on all sales of the set that still go on. A sale that a step refuses
 * gives back what earlier steps took for it, and its neighbours do not notice.
 */
@Component
class SaleWriter implements GroupCommit.Handler<SaleCommand, Outcome<SaleResult>> {

  private final OrderStore store;
  private final CashDesk cashDesk;
  private final SalePlaces places;
  private final SaleMoney money;
  private final Tickets tickets;
  private final ParkClock clock;
  private final ApplicationEventPublisher publisher;

  SaleWriter(
      OrderStore store,
      CashDesk cashDesk,
      SalePlaces places,
      SaleMoney money,
      Tickets tickets,
      ParkClock clock,
      ApplicationEventPublisher publisher) {
    this.store = store;
    this.cashDesk = cashDesk;
    this.places = places;
    this.money = money;
    this.tickets = tickets;
    this.clock = clock;
    this.publisher = publisher;
  }

  @Override
  public List<Outcome<SaleResult>> commit(List<SaleCommand> commands) {
    Moment now = clock.now();
    List<Sale> sales = commands.stream().map(command -> new Sale(command, now)).toList();
    passOverKnown(sales);
    refuseDaysThatEnded(goingOn(sales));
    findShifts(sales);
    places.findCarts(goingOn(sales));
    places.sell(goingOn(sales));
    money.take(goingOn(sales), now);
    places.settle(sales);
    List<Sale> sold = goingOn(sales);
    if (!sold.isEmpty()) {
      store.insert(sold);
      issueTickets(sold);
      publisher.publishEvent(new OrdersPaid(sold.stream().map(SaleWriter::paidOrder).toList()));
    }
    return sales.stream().map(Sale::result).toList();
  }

  private static List<Sale> goingOn(List<Sale> sales) {
    return sales.stream().filter(Sale::goesOn).toList();
  }

  private void passOverKnown(List<Sale> sales) {
    var known = store.known(sales.stream().map(Sale::orderId).toList());
    for (Sale sale : sales) {
      Optional<byte[]> hash = known.get(sale.orderId());
      if (hash != null) {
        hash.map(sold -> OrderStore.sameContent(sold, sale.command().hash()))
            .orElseGet(() -> Optional.of(Refusal.of(OrderingProblem.SALE_ABANDONED)))
            .ifPresentOrElse(sale::refuse, sale::soldBefore);
      }
    }
  }

  /** The day for which a sale was priced may have ended since. */
  private static void refuseDaysThatEnded(List<Sale> sales) {
    for (Sale sale : sales) {
      sale.command().priced().lines().stream()
          .map(line -> line.wanted().visitDay())
          .filter(day -> day.isBefore(sale.moment().day()))
          .findFirst()
          .ifPresent(day -> sale.refuse(SaleDesk.dayPassed(day)));
    }
  }

  private void findShifts(List<Sale> sales) {
    List<Sale> going = goingOn(sales);
    if (going.isEmpty()) {
      return;
    }
    Map<Till, Outcome<OpenShift>> shifts =
        cashDesk.openShifts(
            going.stream().map(sale -> sale.command().till()).collect(Collectors.toSet()));
    for (Sale sale : going) {
      sale.take(Objects.requireNonNull(shifts.get(sale.command().till())))
          .ifPresent(sale::setShift);
    }
  }

  private void issueTickets(List<Sale> sold) {
    sold.forEach(sale -> sale.setRequests(SaleLines.issueRequests(sale)));
    var issued =
        tickets.issue(sold.stream().flatMap(sale -> sale.requests().stream()).toList()).iterator();
    for (Sale sale : sold) {
      sale.setIssued(Stream.generate(issued::next).limit(sale.requests().size()).toList());
    }
  }

  private static PaidOrder paidOrder(Sale sale) {
    return new PaidOrder(
        sale.orderId(),
        sale.moment().at(),
        sale.moment().day(),
        sale.command().who().terminalId(),
        sale.tickets(),
        sale.heads(),
        sale.command().priced().total().minor());
  }
}
