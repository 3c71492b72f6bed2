package io.shanmen.server.admission;

import io.shanmen.kernel.money.Money;
import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.kernel.validity.CheckpointSet;
import io.shanmen.kernel.validity.Entitlement;
import io.shanmen.kernel.validity.Validity;
import io.shanmen.server.foundation.ParkProfile;
import io.shanmen.server.ticketing.By;
import io.shanmen.server.ticketing.IssueRequest;
import io.shanmen.server.ticketing.SoldBy;
import io.shanmen.server.ticketing.SoldProduct;
import io.shanmen.server.ticketing.Ticket;
import io.shanmen.server.ticketing.TicketFacts;
import io.shanmen.server.ticketing.Tickets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Issues and changes tickets for tests, through ticketing's own face. */
@Component
public class TestTickets {

  private final Tickets tickets;
  private final ParkProfile profile;
  private final InstantSource clock;
  private final TransactionTemplate transaction;

  TestTickets(
      Tickets tickets,
      ParkProfile profile,
      InstantSource clock,
      PlatformTransactionManager transactions) {
    this.tickets = tickets;
    this.profile = profile;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** A ticket for today that so many people use once, anywhere. */
  public Ticket forToday(int heads) {
    return issue(Validity.onDay(today()), Entitlement.once(heads, CheckpointSet.ALL));
  }

  public Ticket issue(Validity validity, Entitlement entitlement) {
    SoldProduct product =
        new SoldProduct(UUID.randomUUID(), UUID.randomUUID(), 6, 1, "家庭票", "Family");
    SoldBy soldBy =
        new SoldBy(
            "WINDOW",
            UUID.randomUUID(),
            UUID.randomUUID(),
            UUID.randomUUID(),
            today(),
            clock.instant());
    Money price = Money.of(10_000, profile.park().currency());
    List<TicketFacts> issued =
        transaction.execute(
            status ->
                tickets
                    .issue(
                        List.of(
                            new IssueRequest(
                                UUID.randomUUID(),
                                1,
                                product,
                                1,
                                price,
                                new IssueRequest.Grant(validity, entitlement, today().date(), null),
                                soldBy)))
                    .getFirst());
    return tickets.find(List.of(issued.getFirst().ticketNo())).getFirst();
  }

  /** What a gate asks the server when somebody shows a ticket's QR code at its entry. */
  public Map<String, Object> showing(UUID requestId, Ticket ticket) {
    return Map.of(
        "requestId",
        requestId,
        "code",
        ticket.code().qr(),
        "reader",
        "entry-1",
        "direction",
        "ENTRY",
        "atMost",
        9,
        "at",
        clock.instant());
  }

  /** Asks for a refund: the ticket is locked. Says whether that could be done. */
  public boolean lock(Ticket ticket) {
    By by = new By(UUID.randomUUID(), UUID.randomUUID(), null, clock.instant());
    return !transaction
        .execute(status -> tickets.lock(List.of(ticket.ticketNo()), UUID.randomUUID(), by))
        .isEmpty();
  }

  /** What ticketing knows of it by now. */
  public TicketFacts facts(Ticket ticket) {
    return Objects.requireNonNull(
        tickets.factsFor(List.of(ticket.ticketNo())).get(ticket.ticketNo()));
  }

  private BusinessDay today() {
    return profile.park().dayOf(clock.instant());
  }
}
