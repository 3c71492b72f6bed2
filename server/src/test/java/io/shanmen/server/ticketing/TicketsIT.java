package io.shanmen.server.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.money.Money;
import io.shanmen.kernel.ticketcode.CodeReading;
import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.kernel.validity.CheckpointSet;
import io.shanmen.kernel.validity.Entitlement;
import io.shanmen.kernel.validity.Validity;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.ticketing.IssueRequest.Grant;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ParkIT
class TicketsIT {

  private static final BusinessDay TODAY = BusinessDay.of(2026, 10, 1);
  private static final Currency CNY = Currency.getInstance("CNY");
  private static final SoldProduct ADULT =
      new SoldProduct(UUID.randomUUID(), UUID.randomUUID(), 1, 1, "成人票", "Adult");

  @Autowired Tickets tickets;
  @Autowired TicketCodes codes;
  @Autowired TicketExpiry expiry;
  @Autowired InstantSource clock;
  @Autowired PlatformTransactionManager transactions;

  private final UUID order = UUID.randomUUID();

  @Test
  void ticketsAreIssuedInOneSetAndReadBackTheSame() {
    IssueRequest adults = line(1, 3, 1);
    IssueRequest family = line(2, 1, 4);
    List<List<TicketFacts>> issued = in(() -> tickets.issue(List.of(adults, family)));

    assertThat(issued).extracting(List::size).containsExactly(3, 1);
    List<Ticket> shown = tickets.ofOrder(order);
    assertThat(shown).hasSize(4);
    assertThat(tickets.show(family, issued.get(1)).getFirst())
        .usingRecursiveComparison()
        .ignoringFields("code.qr")
        .isEqualTo(shown.getLast());
    assertThat(tickets.factsFor(List.of(shown.getLast().ticketNo())).values())
        .containsExactlyElementsOf(issued.get(1));
  }

  @Test
  void bothCodesOfATicketAreReadAsThatTicket() {
    long number = issue(1, 1).getFirst();
    Ticket ticket = tickets.find(List.of(number)).getFirst();

    assertThat(codes.read(ticket.code().qr()))
        .isInstanceOfSatisfying(
            CodeReading.Read.class,
            read -> assertThat(read.claims().ticket().number()).isEqualTo(number));
    assertThat(ticket.code().digits()).matches("\\d{24}");
    assertThat(codes.read(ticket.code().digits()))
        .isInstanceOfSatisfying(
            CodeReading.LineRead.class, read -> assertThat(read.ticketNumber()).isEqualTo(number));
  }

  @Test
  void aReservedUseIsConfirmedOrReleasedAndNeverTwice() {
    long family = issue(1, 4).getFirst();

    assertThat(in(() -> tickets.reserve(List.of(use(family, 3))))).containsExactly(family);
    assertThat(in(() -> tickets.reserve(List.of(use(family, 2))))).isEmpty();
    assertThat(in(() -> tickets.confirm(List.of(use(family, 2))))).containsExactly(family);
    assertThat(in(() -> tickets.release(List.of(use(family, 1))))).containsExactly(family);
    assertThat(in(() -> tickets.release(List.of(use(family, 1))))).isEmpty();

    TicketFacts facts = facts(family);
    assertThat(facts.state()).isEqualTo(TicketState.PARTIALLY_USED);
    assertThat(facts.used()).isEqualTo(2);
    assertThat(facts.reserved()).isZero();
    assertThat(facts.firstUsedAt()).isEqualTo(clock.instant());

    assertThat(in(() -> tickets.use(List.of(use(family, 2))))).containsExactly(family);
    assertThat(facts(family).state()).isEqualTo(TicketState.USED);
    assertThat(in(() -> tickets.use(List.of(use(family, 1))))).isEmpty();
  }

  @Test
  void aLockedTicketDoesNotPassAndAPassingTicketIsNotLocked() {
    List<Long> two = issue(2, 1);
    UUID lock = UUID.randomUUID();
    in(() -> tickets.reserve(List.of(use(two.get(0), 1))));

    assertThat(in(() -> tickets.lock(two, lock, by()))).containsExactly(two.get(1));
    assertThat(in(() -> tickets.reserve(List.of(use(two.get(1), 1))))).isEmpty();
    assertThat(facts(two.get(1)).state()).isEqualTo(TicketState.LOCKED);

    assertThat(in(() -> tickets.unlock(lock, by()))).containsExactly(two.get(1));
    assertThat(facts(two.get(1)).state()).isEqualTo(TicketState.ISSUED);
  }

  @Test
  void aRefundedTicketStaysRefunded() {
    long number = issue(1, 1).getFirst();
    UUID lock = UUID.randomUUID();
    in(() -> tickets.lock(List.of(number), lock, by()));
    assertThat(in(() -> tickets.refund(lock, by()))).containsExactly(number);

    assertThat(in(() -> tickets.refund(lock, by()))).isEmpty();
    assertThat(in(() -> tickets.use(List.of(use(number, 1))))).isEmpty();
    assertThat(in(() -> tickets.lock(List.of(number), UUID.randomUUID(), by()))).isEmpty();
    assertThat(in(() -> tickets.voidUnused(List.of(number), by()))).isEmpty();
    assertThat(facts(number).state()).isEqualTo(TicketState.REFUNDED);
  }

  @Test
  void ticketsExpireOnTheDayAfterTheirLast() {
    List<Long> two = issue(2, 1);
    UUID lock = UUID.randomUUID();
    in(() -> tickets.lock(List.of(two.get(1)), lock, by()));

    assertThat(expiry.expireBefore(TODAY)).isZero();
    assertThat(expiry.expireBefore(TODAY.plusDays(1))).isEqualTo(1);
    assertThat(facts(two.get(0)).state()).isEqualTo(TicketState.EXPIRED);
    assertThat(facts(two.get(1)).state()).isEqualTo(TicketState.LOCKED);
  }

  @Test
  void whatAClockAheadLetExpireIsGoodAgain() {
    List<Long> two = issue(2, 2);
    in(() -> tickets.use(List.of(use(two.get(1), 1))));
    assertThat(expiry.expireBefore(TODAY.plusDays(1))).isEqualTo(2);

    assertThat(expiry.reviveFrom(TODAY.plusDays(1))).isZero();
    assertThat(expiry.reviveFrom(TODAY)).isEqualTo(2);

    assertThat(facts(two.get(0)).state()).isEqualTo(TicketState.ISSUED);
    assertThat(facts(two.get(1)).state()).isEqualTo(TicketState.PARTIALLY_USED);
  }

  private TicketFacts facts(long ticketNo) {
    return Objects.requireNonNull(tickets.factsFor(Set.of(ticketNo)).get(ticketNo));
  }

  private List<Long> issue(int count, int heads) {
    return in(() -> tickets.issue(List.of(line(1, count, heads)))).getFirst().stream()
        .map(TicketFacts::ticketNo)
        .toList();
  }

  private IssueRequest line(int lineNo, int count, int heads) {
    return new IssueRequest(
        order,
        lineNo,
        ADULT,
        count,
        Money.of(8_000, CNY),
        new Grant(
            Validity.onDay(TODAY),
            Entitlement.once(heads, CheckpointSet.of(1)),
            TODAY.date(),
            null),
        new SoldBy(
            "WINDOW",
            UUID.randomUUID(),
            UUID.randomUUID(),
            UUID.randomUUID(),
            TODAY,
            clock.instant().minus(Duration.ofMinutes(1))));
  }

  private UseOf use(long ticketNo, int people) {
    return new UseOf(ticketNo, people, clock.instant());
  }

  private By by() {
    return new By(UUID.randomUUID(), UUID.randomUUID(), null, clock.instant());
  }

  private <T> T in(Supplier<T> work) {
    return new TransactionTemplate(transactions).execute(status -> work.get());
  }
}
