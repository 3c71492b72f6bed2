package io.shanmen.server.ordering;

import io.shanmen.kernel.money.Money;
import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.server.catalog.AdmissionTerms;
import io.shanmen.server.catalog.PricedSale;
import io.shanmen.server.catalog.ProductVersion;
import io.shanmen.server.ticketing.IssueRequest;
import io.shanmen.server.ticketing.SoldBy;
import io.shanmen.server.ticketing.SoldProduct;
import java.util.ArrayList;
import java.util.List;

/** The lines of a sale as other parts want them. */
final class SaleLines {

  private SaleLines() {}

  static SoldProduct product(ProductVersion version) {
    return new SoldProduct(
        version.ref().id().value(),
        version.ref().versionId().value(),
        version.ref().no(),
        version.ref().version(),
        version.names().zh(),
        version.names().en());
  }

  static List<Quote.Line> shown(PricedSale priced) {
    List<Quote.Line> lines = new ArrayList<>();
    for (PricedSale.Line line : priced.lines()) {
      lines.add(
          new Quote.Line(
              lines.size() + 1,
              product(line.version()),
              line.wanted().quantity(),
              line.tickets(),
              line.heads(),
              line.unit().minor(),
              line.net().minor(),
              new Visit(line.wanted().visitDay().date(), line.wanted().slotNo())));
    }
    return lines;
  }

  static List<IssueRequest> issueRequests(Sale sale) {
    List<IssueRequest> requests = new ArrayList<>();
    SoldBy soldBy =
        new SoldBy(
            Sale.CHANNEL,
            sale.command().who().operatorId(),
            sale.command().who().terminalId(),
            sale.shift().id().value(),
            sale.moment().day(),
            sale.moment().at());
    for (PricedSale.Line line : sale.command().lines()) {
      requests.add(
          new IssueRequest(
              sale.orderId(),
              requests.size() + 1,
              product(line.version()),
              line.tickets(),
              priceOfOne(line),
              grant(line, sale),
              soldBy));
    }
    return requests;
  }

  /** All tickets of a line cost the same: prices are per ticket, or a group is one ticket. */
  private static Money priceOfOne(PricedSale.Line line) {
    long net = line.net().minor();
    if (net % line.tickets() != 0) {
      throw new IllegalStateException("%d for %d tickets".formatted(net, line.tickets()));
    }
    return Money.of(net / line.tickets(), line.net().currency());
  }

  private static IssueRequest.Grant grant(PricedSale.Line line, Sale sale) {
    AdmissionTerms terms = line.version().terms().admission();
    BusinessDay visitDay = line.wanted().visitDay();
    return new IssueRequest.Grant(
        line.version().validity(sale.moment().day(), visitDay, line.slot().orElse(null)),
        terms.entitlement(line.wanted().quantity()),
        terms.validity().needsVisitDay() ? visitDay.date() : null,
        line.wanted().slotNo());
  }
}
