package io.shanmen.server.ticketing;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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

  Tickets() {}

  /** Issues the tickets of paid lines; publishes one {@link TicketsIssued} for all of them. */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<TicketFacts> issue(List<IssueRequest> requests) {
    throw new UnsupportedOperationException("follows with the migrations");
  }

  /** What is known of these tickets; unknown numbers are missing. */
  public Map<Long, TicketFacts> factsFor(Collection<Long> ticketNos) {
    throw new UnsupportedOperationException("follows with the migrations");
  }

  /** The tickets of an order as people see them, in the order of their numbers. */
  public List<Ticket> ofOrder(UUID orderId) {
    throw new UnsupportedOperationException("follows with the migrations");
  }

  /** These tickets as people see them, in the order of their numbers; unknown ones are missing. */
  public List<Ticket> find(Collection<Long> ticketNos) {
    throw new UnsupportedOperationException("follows with the migrations");
  }

  /**
   * Reserves uses for people who are about to pass. Not done for a ticket that is not usable (see
   * {@link TicketState#isUsable}) or has too few uses left.
   *
   * @return the numbers for which it was done
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Set<Long> reserve(List<UseOf> uses) {
    throw new UnsupportedOperationException("follows with the migrations");
  }

  /** Turns reserved uses into used ones. Not done where so many are not reserved. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Set<Long> confirm(List<UseOf> uses) {
    throw new UnsupportedOperationException("follows with the migrations");
  }

  /** Frees reserved uses. Not done where so many are not reserved. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Set<Long> release(List<UseOf> uses) {
    throw new UnsupportedOperationException("follows with the migrations");
  }

  /**
   * Uses tickets without a reservation: passages that a gate decided alone. Not done under the same
   * conditions as {@link #reserve}; what then happened is a conflict for admission to record.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Set<Long> use(List<UseOf> uses) {
    throw new UnsupportedOperationException("follows with the migrations");
  }

  /**
   * Locks unused tickets for a refund (R15). Not done for a ticket that is used, reserved by a
   * gate, locked by another or no longer usable. Locking again under the same id is done again.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Set<Long> lock(Collection<Long> ticketNos, UUID lockId, By by) {
    throw new UnsupportedOperationException("follows with the migrations");
  }

  /** Ends a lock; the tickets are as they were before. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Set<Long> unlock(UUID lockId, By by) {
    throw new UnsupportedOperationException("follows with the migrations");
  }

  /** Makes the tickets under a lock refunded, for ever. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Set<Long> refund(UUID lockId, By by) {
    throw new UnsupportedOperationException("follows with the migrations");
  }

  /** Voids tickets that nobody has used, reserved or locked (R14), for ever. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Set<Long> voidUnused(Collection<Long> ticketNos, By by) {
    throw new UnsupportedOperationException("follows with the migrations");
  }
}
