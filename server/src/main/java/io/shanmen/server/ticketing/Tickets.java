package io.shanmen.server.ticketing;

import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.kernel.ticketcode.Claims;
import io.shanmen.kernel.ticketcode.TicketRef;
import io.shanmen.server.foundation.NumberBlocks;
import io.shanmen.server.ticketing.TicketStore.NewTicket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The face of the module: issues tickets and changes their state, in sets.
 *
 * <p>Every change joins the caller's transaction and is conditional: what a ticket's state does not
 * allow is not done, and its number is missing from the answer. Ticket numbers within one call are
 * distinct. Rows are locked in the order of their numbers.
 */
@Component
public class Tickets {

  /** As the sequence's increment in the migration. */
  private static final int NUMBER_BLOCK = 1_000;

  private final TicketStore store;
  private final NumberBlocks numbers;
  private final TicketEvents events;
  private final TicketCodes codes;
  private final ApplicationEventPublisher publisher;

  Tickets(
      TicketStore store,
      JdbcClient jdbc,
      TicketEvents events,
      TicketCodes codes,
      ApplicationEventPublisher publisher) {
    this.store = store;
    this.numbers = new NumberBlocks(jdbc, "ticketing.ticket_number_block", NUMBER_BLOCK);
    this.events = events;
    this.codes = codes;
    this.publisher = publisher;
  }

  /** Why nothing may be issued now, if so: ask before money is taken. */
  public Optional<Refusal> stopped() {
    return codes.stopped();
  }

  /**
   * Issues the tickets of paid lines; publishes one {@link TicketsIssued} for all of them.
   *
   * @return one list for each request
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<List<TicketFacts>> issue(List<IssueRequest> requests) {
    if (requests.isEmpty()) {
      return List.of();
    }
    PrimitiveIterator.OfLong free =
        Arrays.stream(numbers.take(requests.stream().mapToInt(IssueRequest::count).sum()))
            .iterator();
    List<NewTicket> fresh = new ArrayList<>();
    List<List<TicketFacts>> issued = new ArrayList<>();
    for (int line = 0; line < requests.size(); line++) {
      IssueRequest request = requests.get(line);
      List<TicketFacts> ofLine = new ArrayList<>(request.count());
      for (int i = 0; i < request.count(); i++) {
        Claims claims = claims(request, free.nextLong());
        fresh.add(new NewTicket(line, claims));
        ofLine.add(facts(request, claims));
      }
      issued.add(List.copyOf(ofLine));
    }
    store.insert(requests, fresh);
    publisher.publishEvent(new TicketsIssued(issued.stream().flatMap(List::stream).toList()));
    return List.copyOf(issued);
  }

  /**
   * Tickets just issued, as people see them, with their signed codes. Costs no statement: call it
   * after the transaction.
   */
  public List<Ticket> show(IssueRequest request, List<TicketFacts> issued) {
    return codes.sign(issued.stream().map(facts -> TicketRow.ofIssue(request, facts)).toList());
  }

  /** How many tickets of a shift have not come onto paper whole (R9). */
  public int unprintedIn(Collection<UUID> shiftIds) {
    return store.unprintedIn(shiftIds);
  }

  private static Claims claims(IssueRequest request, long number) {
    return new Claims(
        new TicketRef(number, 1),
        request.product().no(),
        request.grant().validity(),
        request.grant().entitlement(),
        Set.of());
  }

  private static TicketFacts facts(IssueRequest request, Claims claims) {
    return new TicketFacts(
        claims,
        request.orderId(),
        TicketState.ISSUED,
        Allowance.of(claims.entitlement()),
        0,
        0,
        null,
        request.soldBy().at());
  }

  /** What is known of these tickets; unknown numbers are missing. */
  public Map<Long, TicketFacts> factsFor(Collection<Long> ticketNos) {
    return store.find(ticketNos).stream()
        .map(TicketRow::facts)
        .collect(Collectors.toMap(TicketFacts::ticketNo, Function.identity()));
  }

  /** The tickets of an order as people see them, in the order of their numbers. */
  public List<Ticket> ofOrder(UUID orderId) {
    return codes.sign(store.ofOrder(orderId));
  }

  /** These tickets as people see them, in the order of their numbers; unknown ones are missing. */
  public List<Ticket> find(Collection<Long> ticketNos) {
    return codes.sign(store.find(ticketNos));
  }

  /**
   * Reserves uses for people who are about to pass. Not done for a ticket that is not usable (see
   * {@link TicketState#isUsable}) or has too few uses left.
   *
   * @return the numbers for which it was done
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Set<Long> reserve(List<UseOf> uses) {
    return uses.isEmpty() ? Set.of() : store.reserve(uses);
  }

  /** Turns reserved uses into used ones. Not done where so many are not reserved. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Set<Long> confirm(List<UseOf> uses) {
    return uses.isEmpty() ? Set.of() : store.confirm(uses);
  }

  /** Frees reserved uses. Not done where so many are not reserved. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Set<Long> release(List<UseOf> uses) {
    return uses.isEmpty() ? Set.of() : store.release(uses);
  }

  /**
   * Uses tickets without a reservation: passages that a gate decided alone. Not done under the same
   * conditions as {@link #reserve}; what then happened is a conflict for admission to record.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Set<Long> use(List<UseOf> uses) {
    return uses.isEmpty() ? Set.of() : store.use(uses);
  }

  /**
   * Locks unused tickets for a refund (R15). Not done for a ticket that is used, reserved by a
   * gate, locked by another or no longer usable. Locking again under the same id is done again.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Set<Long> lock(Collection<Long> ticketNos, UUID lockId, By by) {
    return changed(
        store.lock(ticketNos, lockId, by), TicketEvents.Kind.LOCKED, by, lockFacts(lockId));
  }

  /** Ends a lock; the tickets are as they were before. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Set<Long> unlock(UUID lockId, By by) {
    return changed(store.unlock(lockId), TicketEvents.Kind.UNLOCKED, by, lockFacts(lockId));
  }

  /** Makes the tickets under a lock refunded, for ever. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Set<Long> refund(UUID lockId, By by) {
    return changed(store.refund(lockId), TicketEvents.Kind.REFUNDED, by, lockFacts(lockId));
  }

  /** Voids tickets that nobody has used, reserved or locked (R14), for ever. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Set<Long> voidUnused(Collection<Long> ticketNos, By by) {
    return changed(store.voidUnused(ticketNos), TicketEvents.Kind.VOIDED, by, Map.of());
  }

  private static Map<String, Object> lockFacts(UUID lockId) {
    return Map.of("requestId", lockId);
  }

  /** Writes the life of tickets that changed, and tells the gates' feed. */
  Set<Long> changed(Set<Long> ticketNos, TicketEvents.Kind kind, By by, Map<String, Object> facts) {
    if (!ticketNos.isEmpty()) {
      events.append(ticketNos, kind, by, facts);
      publisher.publishEvent(
          new TicketsChanged(store.find(ticketNos).stream().map(TicketRow::facts).toList()));
    }
    return ticketNos;
  }
}
