package io.shanmen.server.catalog;

import io.shanmen.kernel.money.Money;
import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.kernel.pricing.PriceBook;
import io.shanmen.kernel.pricing.PriceRule;
import io.shanmen.kernel.pricing.Quote;
import io.shanmen.kernel.pricing.Sale;
import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.server.foundation.Park;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prices sales by the current versions of what they ask for. It knows no database; the price list
 * and the choice of the most specific price are the kernel's.
 *
 * @param park the park
 * @param today the business day of the sale
 * @param assortment what there is to sell
 */
record SalePricing(Park park, BusinessDay today, Assortment assortment) {

  private record Checked(PriceQuestion.Line wanted, ProductVersion version, @Nullable Slot slot) {}

  Outcome<PricedSale> price(PriceQuestion question) {
    List<Checked> lines = new ArrayList<>();
    for (PriceQuestion.Line line : question.lines()) {
      switch (check(line)) {
        case Outcome.Done<Checked>(Checked checked) -> lines.add(checked);
        case Outcome.Refused<Checked>(Refusal refusal) -> {
          return Outcome.refused(refusal);
        }
      }
    }
    List<PriceRule> rules =
        lines.stream().map(Checked::version).distinct().flatMap(v -> rules(v).stream()).toList();
    Sale sale =
        new Sale(
            question.channel(), question.tier(), lines.stream().map(SalePricing::line).toList());
    return new PriceBook(rules).quote(sale, List.of()).map(quote -> priced(lines, quote));
  }

  private Outcome<Checked> check(PriceQuestion.Line line) {
    Assortment.Item offered = assortment.items().get(line.product());
    if (offered == null) {
      return Outcome.refused(CatalogProblem.PRODUCT_NOT_FOUND);
    }
    ProductVersion version = offered.version();
    if (!offered.onSale() || !version.terms().sale().sellsOn(today)) {
      return Outcome.refused(
          Refusal.of(CatalogProblem.PRODUCT_NOT_ON_SALE, "productNo", version.ref().no()));
    }
    PeoplePerTicket people = version.terms().admission().people();
    if (!people.allows(line.quantity())) {
      return Outcome.refused(
          CatalogProblem.QUANTITY_NOT_ALLOWED,
          Map.of("least", people.leastQuantity(), "most", people.mostQuantity()));
    }
    return slot(version, line.slotNo())
        .then(slot -> checkDay(new Checked(line, version, slot.orElse(null))));
  }

  private Outcome<Optional<Slot>> slot(ProductVersion version, @Nullable Integer slotNo) {
    Optional<PlacePool> pool = version.terms().placePool().map(assortment.pools()::get);
    if (pool.filter(PlacePool::isBySlot).isEmpty()) {
      return slotNo == null
          ? Outcome.done(Optional.empty())
          : Outcome.refused(CatalogProblem.SLOT_UNKNOWN);
    }
    if (slotNo == null) {
      return Outcome.refused(CatalogProblem.SLOT_NEEDED);
    }
    Optional<Slot> slot = pool.get().slot(slotNo);
    return slot.isPresent() ? Outcome.done(slot) : Outcome.refused(CatalogProblem.SLOT_UNKNOWN);
  }

  private Outcome<Checked> checkDay(Checked checked) {
    BusinessDay visit = checked.wanted().visitDay();
    BusinessDay last = checked.version().validity(today, visit, checked.slot()).days().last();
    return visit.isBefore(today) || last.isBefore(today)
        ? Outcome.refused(CatalogProblem.VISIT_DAY_OVER)
        : Outcome.done(checked);
  }

  private List<PriceRule> rules(ProductVersion version) {
    List<PriceRule> rules = new ArrayList<>();
    for (ProductPrice price : version.terms().prices()) {
      rules.add(
          new PriceRule(
              rules.size() + 1L,
              kernelVersion(version),
              price.days(),
              price.scope(),
              park.money(price.amountMinor())));
    }
    return rules;
  }

  /** The kernel prices units: tickets, or the people of a group, who are on one ticket. */
  private static Sale.Line line(Checked checked) {
    PeoplePerTicket people = checked.version().terms().admission().people();
    Slot slot = checked.slot();
    return new Sale.Line(
        kernelVersion(checked.version()),
        checked.wanted().visitDay(),
        slot == null ? null : slot.window().startMinute(),
        checked.wanted().quantity(),
        people.isFixed() ? people.least() : 1);
  }

  private static PricedSale priced(List<Checked> lines, Quote quote) {
    List<PricedSale.Line> priced = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Checked line = lines.get(i);
      Quote.Line price = quote.lines().get(i);
      Money unit = price.price();
      priced.add(
          new PricedSale.Line(line.wanted(), line.version(), line.slot(), unit, price.net()));
    }
    return new PricedSale(priced, quote.total());
  }

  private static io.shanmen.kernel.pricing.ProductVersion kernelVersion(ProductVersion version) {
    return new io.shanmen.kernel.pricing.ProductVersion(
        version.ref().no(), version.ref().version());
  }
}
