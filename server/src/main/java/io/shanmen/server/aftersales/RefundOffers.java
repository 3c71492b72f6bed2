package io.shanmen.server.aftersales;

import io.shanmen.kernel.money.Money;
import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.aftersales.Refund.RefundTicket;
import io.shanmen.server.catalog.Catalog;
import io.shanmen.server.catalog.ProductVersion;
import io.shanmen.server.catalog.ProductVersionId;
import io.shanmen.server.catalog.RefundOffer;
import io.shanmen.server.catalog.RefundRule;
import io.shanmen.server.foundation.Park;
import io.shanmen.server.foundation.ParkClock;
import io.shanmen.server.ticketing.Ticket;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What tickets give back now (R17): by the ladder of their type, or all when the park is closed.
 */
@Component
class RefundOffers {

  private final Catalog catalog;
  private final ParkClock clock;

  RefundOffers(Catalog catalog, ParkClock clock) {
    this.catalog = catalog;
    this.clock = clock;
  }

  /** What each ticket gives back, or why it gives nothing, in the order of the tickets. */
  List<Outcome<RefundTicket>> offers(Collection<Ticket> tickets, RefundGround ground) {
    Map<ProductVersionId, ProductVersion> versions =
        catalog.versions(
            tickets.stream()
                .map(ticket -> new ProductVersionId(ticket.product().versionId()))
                .collect(Collectors.toSet()));
    List<Outcome<RefundTicket>> offers = new ArrayList<>();
    for (Ticket ticket : tickets) {
      RefundRule rule =
          rule(versions.get(new ProductVersionId(ticket.product().versionId())), ticket);
      offers.add(refundable(ticket).map(good -> offer(good, ground, rule)));
    }
    return offers;
  }

  private static RefundRule rule(@Nullable ProductVersion version, Ticket ticket) {
    if (version == null) {
      throw new IllegalStateException("no version of the type of ticket " + ticket.ticketNo());
    }
    return version.terms().sale().refund();
  }

  /** Only what nobody has used can be given back; a ticket for several is one thing. */
  private static Outcome<Ticket> refundable(Ticket ticket) {
    return switch (ticket.state()) {
      case ISSUED -> ticket.used() == 0 ? Outcome.done(ticket) : used(ticket);
      case PARTIALLY_USED, USED -> used(ticket);
      case LOCKED -> refused(AftersalesProblem.REFUND_TICKET_PENDING, ticket);
      case REFUNDED -> refused(AftersalesProblem.REFUND_TICKET_REFUNDED, ticket);
      case VOID, EXPIRED ->
          Outcome.refused(
              AftersalesProblem.REFUND_TICKET_OVER,
              Map.of("ticketNo", ticket.ticketNo(), "state", ticket.state().name()));
    };
  }

  private static Outcome<Ticket> used(Ticket ticket) {
    return refused(AftersalesProblem.REFUND_TICKET_USED, ticket);
  }

  private static Outcome<Ticket> refused(AftersalesProblem problem, Ticket ticket) {
    return Outcome.refused(Refusal.of(problem, "ticketNo", ticket.ticketNo()));
  }

  private RefundTicket offer(Ticket ticket, RefundGround ground, RefundRule rule) {
    Money paid = Money.of(ticket.priceMinor(), Currency.getInstance(ticket.currency()));
    Park park = clock.park();
    LocalDate booked = ticket.validity().visitDay();
    LocalDateTime now = LocalDateTime.ofInstant(clock.now().at(), park.zone());
    RefundOffer offer =
        switch (ground) {
          case BY_RULE -> rule.offer(paid, booked == null ? ticket.validity().to() : booked, now);
          case PARK_CLOSED, FREE_FORM -> new RefundOffer(paid, Money.zero(paid.currency()), false);
        };
    return ticket(ticket, offer.amount().minor(), offer.noShow());
  }

  private static RefundTicket ticket(Ticket ticket, long amountMinor, boolean noShow) {
    return new RefundTicket(
        ticket.ticketNo(),
        ticket.lineNo(),
        ticket.product().nameZh(),
        ticket.product().nameEn(),
        ticket.heads(),
        ticket.priceMinor(),
        amountMinor,
        ticket.priceMinor() - amountMinor,
        noShow);
  }

  /**
   * A free amount spread over tickets by their prices, so that no ticket gives back more than was
   * paid for it and the parts make the whole.
   *
   * @param amountMinor not more than was paid for all
   */
  static List<RefundTicket> spread(List<RefundTicket> tickets, long amountMinor) {
    List<RefundTicket> spread = new ArrayList<>();
    long paidLeft = tickets.stream().mapToLong(RefundTicket::paidMinor).sum();
    long amountLeft = amountMinor;
    for (RefundTicket ticket : tickets) {
      long part = paidLeft == 0 ? 0 : Math.multiplyExact(amountLeft, ticket.paidMinor()) / paidLeft;
      spread.add(
          new RefundTicket(
              ticket.ticketNo(),
              ticket.lineNo(),
              ticket.nameZh(),
              ticket.nameEn(),
              ticket.heads(),
              ticket.paidMinor(),
              part,
              ticket.paidMinor() - part,
              false));
      paidLeft -= ticket.paidMinor();
      amountLeft -= part;
    }
    return spread;
  }
}
