package io.shanmen.server.capacity;

import io.shanmen.kernel.outcome.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The face of the module: holds, sells and takes back places, in sets.
 *
 * <p>Every method joins the caller's transaction, locks the places it touches in one order, decides
 * in the order of the list, and answers for each member alone: one that is refused takes nothing
 * from the others. The same id with the same content has the same answer.
 */
@Component
public class Capacity {

  Capacity() {}

  /** Keeps places for carts that are not paid, until they expire. */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Outcome<Hold>> hold(List<HoldRequest> requests) {
    throw new UnsupportedOperationException("follows with the migrations");
  }

  /**
   * Sells places: those that a hold of the same id keeps, or else free ones. A hold for another
   * place or number of people is a conflict; release it first.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Outcome<Hold>> sell(List<HoldRequest> requests) {
    throw new UnsupportedOperationException("follows with the migrations");
  }

  /** Gives up holds before a sale. Releasing what is no longer held changes nothing. */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Outcome<Hold>> release(List<HoldId> ids) {
    throw new UnsupportedOperationException("follows with the migrations");
  }

  /** Takes sold places back after a refund, as the policy says (R20). */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Outcome<Hold>> giveBack(List<ReturnRequest> requests) {
    throw new UnsupportedOperationException("follows with the migrations");
  }

  /** How many places there are now; {@link Places#NOT_SET} where the park has set none. */
  @Transactional(readOnly = true)
  public Map<Place, Places> places(Collection<Place> places) {
    throw new UnsupportedOperationException("follows with the migrations");
  }
}
